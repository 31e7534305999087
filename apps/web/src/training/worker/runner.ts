// One training run in the worker: fit's events, turned into news for the page, with pauses between two steps. The
// arithmetic is @nn101/train's; how the run's parts are got together is start-run.ts.
import {
  type Checkpoint,
  type CheckpointStore,
  type FitOptions,
  fit,
  type Network,
  type TrainingEvent,
  type TrainingRun,
} from '@nn101/train/graph';
import type { ProgressNews, RunNews } from '../messages.ts';
import { describeError } from '../train-page-error.ts';
import { type CheckpointKeeper, createCheckpointKeeper } from './checkpoint-manager.ts';
import { createGate } from './pause-gate.ts';
import { createPace, type Pace } from './run-reporter.ts';

/** News of a run, its name left out. */
export type News = RunNews extends infer N ? (N extends RunNews ? Omit<N, 'run'> : never) : never;

export interface RunnerOptions {
  readonly network: Network;
  readonly fit: FitOptions;
  /** Multiply-adds of one image, for the page's estimates. */
  readonly multiplyAdds: number;
  /** Images that each epoch is validated on, and that the run is tested on in the end. */
  readonly tests: { readonly validationImages: number; readonly testImages: number };
  readonly store: CheckpointStore;
  readonly resume: Checkpoint | undefined;
  readonly tell: (news: News) => void;
  readonly now: () => number;
  /** When the run was begun to be put together, by `now`. */
  readonly began: number;
}

/** How a run ended; an error is told by `done`'s rejection. */
export interface RunEnd {
  readonly complete: boolean;
  readonly seconds: number;
  readonly microsecondsPerSample: number;
  /** From its beginning to its first step's end; absent where it waited meanwhile. */
  readonly startSeconds?: number;
  /** The tests after the epochs, of this part of the run. */
  readonly testing: { readonly images: number; readonly seconds: number };
}

export interface Runner {
  readonly done: Promise<RunEnd>;
  pause(): void;
  proceed(): void;
  stop(): void;
  /** Keeps a checkpoint before the next step. */
  keep(): Promise<void>;
  /** Asks for the weights of the next step's end to be written into the network. */
  refresh(): void;
}

/** Progress is told so often at most, in milliseconds: numbers that change faster cannot be read. */
const tellingInterval = 100;

export function createRunner(options: RunnerOptions): Runner {
  const { network, store, resume, tell, now } = options;
  const gate = createGate();
  const stopping = new AbortController();
  const training = fit(network, { ...options.fit, resume, signal: stopping.signal, now });
  const keeper = createCheckpointKeeper({
    store,
    take: () => training.checkpoint(),
    now,
    onKept: ({ epoch, step }) => tell({ type: 'kept', epoch, step }),
    // Without a place to keep them checkpoints are not there; the run itself is not concerned.
    onFailure: () => undefined,
  });
  const wishes: Wishes = { keep: [], refresh: false };
  const done = follow({ ...options, training, gate, keeper, wishes, stopping: stopping.signal }).finally(
    () => {
      grant(wishes);
    },
  );
  return {
    done,
    pause: () => gate.close(),
    proceed: () => gate.open(),
    stop() {
      stopping.abort();
      gate.open();
    },
    // A pause keeps one by itself.
    keep: () => (gate.isOpen ? new Promise((resolve) => void wishes.keep.push(resolve)) : Promise.resolve()),
    refresh() {
      wishes.refresh = true;
    },
  };
}

/** What was asked for between two events, where a run tells nothing of its place. */
interface Wishes {
  readonly keep: (() => void)[];
  refresh: boolean;
}

function grant(wishes: Wishes): void {
  for (const resolve of wishes.keep.splice(0)) resolve();
}

interface Following extends RunnerOptions {
  readonly training: TrainingRun;
  readonly gate: ReturnType<typeof createGate>;
  readonly keeper: CheckpointKeeper;
  readonly wishes: Wishes;
  readonly stopping: AbortSignal;
}

async function follow(run: Following): Promise<RunEnd> {
  const spent = { seconds: 0, samples: 0 };
  const testing = { seconds: 0, images: 0 };
  for (const record of run.resume?.history ?? []) addEpoch(spent, record);
  const teller = createTeller(run, testing);
  let asked = run.now();
  let startSeconds: number | undefined;
  let hasWaited = false;
  try {
    for await (const event of run.training) {
      if (event.type === 'epoch') {
        addEpoch(spent, event);
        // Between an epoch's last step and its end lies its validation.
        testing.seconds += (run.now() - asked) / 1000;
        testing.images += run.tests.validationImages;
      }
      if (event.type === 'batch' && !hasWaited) startSeconds ??= (run.now() - run.began) / 1000;
      teller(event);
      if (event.type === 'end') return { ...endOf(true, spent, testing), startSeconds };
      await serve(run, event.type === 'epoch');
      hasWaited ||= !run.gate.isOpen;
      if (!run.gate.isOpen) await wait(run);
      asked = run.now();
    }
  } catch (error) {
    if (run.stopping.aborted && describeError(error).code === 'ABORTED') return endOf(false, spent, testing);
    throw error;
  }
  return endOf(false, spent, testing);
}

/** Does between two steps what was asked for meanwhile. */
async function serve({ keeper, wishes, network, training }: Following, isEpochEnd: boolean): Promise<void> {
  if (isEpochEnd || wishes.keep.length > 0) await keeper.keep();
  else await keeper.keepIfDue();
  grant(wishes);
  if (!wishes.refresh) return;
  wishes.refresh = false;
  // At an epoch's end the trainer has written them itself.
  if (!isEpochEnd) showWeights(network, await training.checkpoint());
}

/** Gives the network the weights of this moment, for whoever looks at it. */
function showWeights({ weights }: Network, { vectors }: Checkpoint): void {
  weights.set(vectors.weights);
  if (vectors.state) weights.set(vectors.state, vectors.weights.length);
}

async function wait(run: Following): Promise<void> {
  const { keeper, tell, gate, stopping, network, training } = run;
  await keeper.keep();
  showWeights(network, await training.checkpoint());
  tell({ type: 'paused' });
  await gate.passed();
  if (!stopping.aborted) tell({ type: 'proceeded' });
}

function addEpoch(
  spent: { seconds: number; samples: number },
  record: { seconds: number; microsecondsPerSample: number },
): void {
  spent.seconds += record.seconds;
  spent.samples += (record.seconds * 1e6) / Math.max(record.microsecondsPerSample, 1e-9);
}

function endOf(
  complete: boolean,
  { seconds, samples }: { seconds: number; samples: number },
  testing: RunEnd['testing'],
): RunEnd {
  return { complete, seconds, microsecondsPerSample: samples > 0 ? (seconds * 1e6) / samples : 0, testing };
}

/** Turns events into news, progress at most every `tellingInterval`. */
function createTeller(
  { tell, now, resume, multiplyAdds, tests }: Following,
  testing: RunEnd['testing'],
): (event: TrainingEvent) => void {
  let told = Number.NEGATIVE_INFINITY;
  let pace: Pace | undefined;
  let size = { samples: 0, epochs: 0 };
  return (event) => {
    if (event.type === 'start') {
      size = event;
      const { epochs, stepsPerEpoch, samples, parameters, workers, sharedMemory } = event;
      const samplesDone = ((resume?.position.epoch ?? 1) - 1) * samples + (resume?.progress.samples ?? 0);
      pace = createPace({ samplesInAll: samples * epochs, samplesDone, now });
      const history = resume?.history ?? [];
      const sizes = { epochs, stepsPerEpoch, samples, ...tests, parameters, multiplyAdds };
      tell({ type: 'start', ...sizes, workers, sharedMemory, history });
    } else if (event.type === 'batch') {
      const moment = pace?.step((event.epoch - 1) * size.samples + event.samples);
      const testsLeft = (size.epochs - event.epoch + 1) * tests.validationImages + tests.testImages;
      const testedImage = secondsPerTestedImage(testing, moment);
      const news = progressNews(event, moment && withTests(moment, testsLeft * testedImage));
      if (now() - told < tellingInterval && event.step < event.steps) return;
      told = now();
      tell(news);
    } else if (event.type === 'epoch') {
      const { type: _, ...record } = event;
      tell({ type: 'epoch', record });
      pace?.restart();
    }
  };
}

/** As measured; before the first epoch's end a test is taken to be as quick as a training step. */
function secondsPerTestedImage(
  { seconds, images }: RunEnd['testing'],
  moment: ReturnType<Pace['step']> | undefined,
): number {
  if (images > 0) return seconds / images;
  return moment && moment.samplesPerSecond > 0 ? 1 / moment.samplesPerSecond : 0;
}

function withTests(moment: ReturnType<Pace['step']>, seconds: number): ReturnType<Pace['step']> {
  return { ...moment, secondsLeft: moment.secondsLeft + seconds };
}

function progressNews(
  event: Extract<TrainingEvent, { type: 'batch' }>,
  pace: ReturnType<Pace['step']> | undefined,
): ProgressNews {
  const { epoch, step, steps, loss, accuracy } = event;
  const { samplesPerSecond = 0, secondsLeft = Number.NaN } = pace ?? {};
  return { type: 'progress', epoch, step, steps, loss, accuracy, samplesPerSecond, secondsLeft };
}
