// One training run in the worker: fit's events, turned into news for the page, with pauses between two steps. The
// arithmetic is @nn101/train's; how the run's parts are got together is start-run.ts.
import {
  type Checkpoint,
  type CheckpointStore,
  type FitOptions,
  fit,
  type History,
  type TrainingEvent,
} from '@nn101/train';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { type CheckpointKeeper, createCheckpointKeeper } from './checkpoint-keeper.ts';
import { createGate } from './gate.ts';
import type { ProgressNews, RunNews } from './messages.ts';
import { createPace, type Pace } from './pace.ts';
import { describeError } from './train-page-error.ts';
import { writeWeights } from './weight-vector.ts';

/** News of a run, its name left out. */
export type News = RunNews extends infer N ? (N extends RunNews ? Omit<N, 'run'> : never) : never;

export interface RunnerOptions {
  readonly model: LayersModel;
  readonly fit: FitOptions;
  /** Multiply-adds of one image, for the page's estimates. */
  readonly multiplyAdds: number;
  readonly store: CheckpointStore | undefined;
  readonly resume: Checkpoint | undefined;
  readonly tell: (news: News) => void;
  readonly now: () => number;
}

/** How a run ended; an error is told by `done`'s rejection. */
export interface RunEnd {
  readonly complete: boolean;
  readonly seconds: number;
  readonly microsecondsPerSample: number;
}

export interface Runner {
  readonly done: Promise<RunEnd>;
  readonly isPaused: boolean;
  pause(): void;
  proceed(): void;
  stop(): void;
  keep(): Promise<void>;
  /** Writes the weights of this moment into the model. */
  refresh(): void;
}

/** Progress is told so often at most, in milliseconds: the page draws no faster. */
const tellingInterval = 40;

export function createRunner(options: RunnerOptions): Runner {
  const { model, store, resume, tell, now } = options;
  const gate = createGate();
  const stopping = new AbortController();
  const training = fit(model, { ...options.fit, ...(resume && { resume }), signal: stopping.signal, now });
  let active = true;
  const take = () => (active ? checkpointOf(training) : undefined);
  const keeper =
    store &&
    createCheckpointKeeper({
      store,
      take,
      now,
      onKept: ({ epoch, step }) => tell({ type: 'kept', epoch, step }),
      // Without a place to keep them checkpoints are not there; the run itself is not concerned.
      onFailure: () => undefined,
    });
  const done = follow({ ...options, training, gate, keeper, stopping: stopping.signal }).finally(() => {
    active = false;
  });
  return {
    done,
    get isPaused() {
      return !gate.isOpen;
    },
    pause: () => gate.close(),
    proceed: () => gate.open(),
    stop() {
      stopping.abort();
      gate.open();
    },
    keep: async () => keeper?.keep(),
    refresh() {
      const weights = take()?.vectors.weights;
      if (weights) writeWeights(model, weights);
    },
  };
}

interface Following extends RunnerOptions {
  readonly training: AsyncGenerator<TrainingEvent, History>;
  readonly gate: ReturnType<typeof createGate>;
  readonly keeper: CheckpointKeeper | undefined;
  readonly stopping: AbortSignal;
}

async function follow(run: Following): Promise<RunEnd> {
  const spent = { seconds: 0, samples: 0 };
  for (const record of run.resume?.history ?? []) addEpoch(spent, record);
  const teller = createTeller(run);
  try {
    for await (const event of run.training) {
      teller(event);
      if (event.type === 'epoch') {
        addEpoch(spent, event);
        await run.keeper?.keep();
      } else run.keeper?.keepIfDue();
      if (!run.gate.isOpen) await wait(run);
      if (event.type === 'end') return endOf(true, spent);
    }
  } catch (error) {
    if (run.stopping.aborted && describeError(error).code === 'ABORTED') return endOf(false, spent);
    throw error;
  }
  return endOf(false, spent);
}

async function wait({ keeper, tell, gate, stopping }: Following): Promise<void> {
  tell({ type: 'paused' });
  await keeper?.keep();
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

function endOf(complete: boolean, { seconds, samples }: { seconds: number; samples: number }): RunEnd {
  return { complete, seconds, microsecondsPerSample: samples > 0 ? (seconds * 1e6) / samples : 0 };
}

/** Turns events into news, progress at most every `tellingInterval`. */
function createTeller({ tell, now, resume, multiplyAdds }: Following): (event: TrainingEvent) => void {
  let told = Number.NEGATIVE_INFINITY;
  let pace: Pace | undefined;
  let size = { samples: 0, epochs: 0 };
  return (event) => {
    if (event.type === 'start') {
      size = event;
      const { epochs, stepsPerEpoch, samples, parameters } = event;
      const samplesDone = ((resume?.position.epoch ?? 1) - 1) * samples + (resume?.progress.samples ?? 0);
      pace = createPace({ samplesInAll: samples * epochs, samplesDone, now });
      const history = resume?.history ?? [];
      tell({ type: 'start', epochs, stepsPerEpoch, samples, parameters, multiplyAdds, history });
    } else if (event.type === 'batch') {
      const news = progressNews(event, pace?.step((event.epoch - 1) * size.samples + event.samples));
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

function progressNews(
  event: Extract<TrainingEvent, { type: 'batch' }>,
  pace: ReturnType<Pace['step']> | undefined,
): ProgressNews {
  const { epoch, step, steps, loss, accuracy } = event;
  const { samplesPerSecond = 0, secondsLeft = Number.NaN } = pace ?? {};
  return { type: 'progress', epoch, step, steps, loss, accuracy, samplesPerSecond, secondsLeft };
}

// The loop tells its place between two steps; a trainer that does not is simply not kept.
function checkpointOf(training: AsyncGenerator<TrainingEvent, History>): Checkpoint | undefined {
  return 'checkpoint' in training && typeof training.checkpoint === 'function'
    ? training.checkpoint()
    : undefined;
}
