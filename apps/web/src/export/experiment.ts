// What a training run is made of, as the exports need it: data, layers, settings. From it: `typescript-code.ts`,
// `keras-code.ts`, `pytorch-code.ts`. The trained weights travel as files: `model-archive.ts`.
import type { LayerSpec } from '@nn101/models/graph';
import type { Arithmetic, Augmentation } from '@nn101/train/graph';

/** A data set that the exported code loads: `own` from a folder of the reader's, and for drawn ones a set of the same form. */
export type ExportedData = 'mnist' | 'fashion-mnist' | 'cifar-10' | 'synthetic' | 'synthetic-colour' | 'own';

/**
 * Parts of each batch whose gradients are summed: `lanes` of `fit`. The same for every batch size, as in the program, so that
 * both get the same weights.
 */
export const experimentLanes = 4;

/** Everything that decides about the outcome. */
export interface Experiment {
  readonly data: ExportedData;
  /** Height, width and channels of one image. */
  readonly inputShape: readonly [number, number, number];
  /** All layers, flatten and output included. */
  readonly layers: readonly LayerSpec[];
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
  /** Adam's; 0.001 where left out. */
  readonly learningRate?: number;
  /** How many of the training images; all where left out or 0. */
  readonly limit?: number;
  readonly augmentation?: Augmentation;
  /** Of this project's engine; 'deterministic' where left out. */
  readonly arithmetic?: Arithmetic;
  /** Names of the classes in the order of their numbers; `own` finds its folders by them. */
  readonly classNames?: readonly string[];
}

/** The languages on offer, in the order in which they are shown. */
export const codeLanguages = ['typescript', 'keras', 'pytorch'] as const;
export type CodeLanguage = (typeof codeLanguages)[number];

/** How many classes the network tells apart. */
export function classesOf({ layers }: Experiment): number {
  const output = layers.findLast((layer) => layer.kind === 'output');
  return output?.units ?? 10;
}

/** Said where a program loads another set than the page's. */
export const dataCaveats: Partial<Record<ExportedData, string>> = {
  synthetic: '# The drawn digits are a set of this course; MNIST has the same form.\n',
  'synthetic-colour': '# The drawn digits in colour are a set of this course; CIFAR-10 has the same form.\n',
};

/** A square's share of an image's area, as Keras and PyTorch want it; at most the whole image. */
export function shareOfSquare(side: number, [height, width]: readonly [number, number]): number {
  return Number(Math.min(1, side ** 2 / (height * width)).toFixed(6));
}
