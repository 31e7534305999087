// Each lesson in a state in which all of it shows: with images that need no download and, where it trains, a run of
// seconds. For tests.
import { lessons } from '../../src/lessons/registry.ts';
import { runAddress } from './training-page.ts';

/** A page of the course. */
export interface LessonState {
  readonly title: string;
  /** What stands behind the server's URL. */
  readonly address: string;
  /** Whether «Train» is to be pressed for the rest to appear. */
  readonly trains: boolean;
}

const short = { limit: 200, batch: 50, epochs: 1 } as const;
const convolutional = { ...short, network: 'conv4.pool.dense16-relu' } as const;

const training: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  'simple-model': { ...short, data: 'synthetic' },
  draw: { ...short, data: 'synthetic', drawing: 'QOgOwOocgoc2' },
  'your-turn': { ...convolutional, data: 'synthetic' },
  convolution: { ...convolutional, data: 'synthetic' },
  'fashion-mnist': { ...convolutional, data: 'synthetic' },
  'cifar-10': { ...convolutional, data: 'synthetic-colour' },
};

/** The overview, then every lesson in its order. */
export const lessonStates: readonly LessonState[] = [
  { title: 'A neural network, with nothing hidden.', address: '#/', trains: false },
  ...lessons.map(({ id, title }) => ({
    title,
    address: id === 'mnist' ? runAddress(id, { data: 'synthetic' }) : runAddress(id, training[id] ?? {}),
    trains: id in training,
  })),
];
