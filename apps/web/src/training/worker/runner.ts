// Trains one network in the worker: follows the events of fit() and, between two steps, pauses, saves checkpoints and
// updates the weights that the page looks at. The arithmetic is in @nn101/train; how a run is put together: start-run.ts;
// how events become notifications: run-reporter.ts.
import {
  type Checkpoint,
  type CheckpointStore,
  type FitOptions,
  fit,
  type Network,
  type TrainingRun,
} from '@nn101/train/graph';
import { describeError } from '../train-page-error.ts';
import { createRunReporter, type RunReporterOptions, type TestingTime } from './run-reporter.ts';

export interface RunnerOptions extends RunReporterOptions {
  readonly network: Network;
  readonly fit: FitOptions;
  readonly store: CheckpointStore;
  /** When the preparation of the run began, by `now`. */
  readonly startedAt: number;
}

/** How a run ended; if it failed, `done` rejects. */
export interface RunEnd {
  readonly complete: boolean;
  readonly seconds: number;
  readonly microsecondsPerSample: number;
  /** Seconds from `startedAt` to the end of the first step; absent if the run was paused in between. */
  readonly startSeconds?: number;
  /** The validations after the epochs since the run was started or resumed. */
  readonly testing: TestingTime;
}

export interface Runner {
  readonly done: Promise<RunEnd>;
  pause(): void;
  proceed(): void;
  stop(): void;
  /** Saves a checkpoint before the next step. */
  saveCheckpoint(): Promise<void>;
  /** Requests that the weights are copied into the network after the current step. */
  refresh(): void;
}

export function createRunner(options: RunnerOptions): Runner {
  const { network, store, resume, report, now } = options;
  const gate = createPauseGate();
  const stopping = new AbortController();
  const training = fit(network, { ...options.fit, resume, signal: stopping.signal, now });
  const checkpoints = createCheckpointManager({
    store,
    take: () => training.checkpoint(),
    now,
    onSaved: ({ epoch, step }) => report({ type: 'checkpointSaved', epoch, step }),
    // Training does not depend on checkpoints: it goes on where they cannot be stored.
    onFailure: () => undefined,
  });
  const pending: PendingRequests = { saves: [], refresh: false };
  const done = follow({
    ...options,
    training,
    gate,
    checkpoints,
    pending,
    stopping: stopping.signal,
  }).finally(() => {
    flushSaves(pending);
  });
  return {
    done,
    pause: () => gate.close(),
    proceed: () => gate.open(),
    stop() {
      stopping.abort();
      gate.open();
    },
    // A pause saves a checkpoint by itself.
    saveCheckpoint: () =>
      gate.isOpen ? new Promise((resolve) => void pending.saves.push(resolve)) : Promise.resolve(),
    refresh() {
      pending.refresh = true;
    },
  };
}

/** Requests that wait for the end of the current step: only between two steps can a run be saved or read. */
interface PendingRequests {
  readonly saves: (() => void)[];
  refresh: boolean;
}

function flushSaves(pending: PendingRequests): void {
  for (const resolve of pending.saves.splice(0)) resolve();
}

interface ActiveTraining extends RunnerOptions {
  readonly training: TrainingRun;
  readonly gate: PauseGate;
  readonly checkpoints: CheckpointManager;
  readonly pending: PendingRequests;
  readonly stopping: AbortSignal;
}

async function follow(run: ActiveTraining): Promise<RunEnd> {
  const spent = { seconds: 0, samples: 0 };
  const testing = { seconds: 0, images: 0 };
  for (const record of run.resume?.history ?? []) addEpoch(spent, record);
  const reportEvent = createRunReporter(run, testing);
  let requestedAt = run.now();
  let startSeconds: number | undefined;
  let wasPaused = false;
  try {
    for await (const event of run.training) {
      if (event.type === 'epoch') {
        addEpoch(spent, event);
        // What passes between the last step of an epoch and its end is the validation.
        testing.seconds += (run.now() - requestedAt) / 1000;
        testing.images += run.tests.validationImages;
      }
      if (event.type === 'batch' && !wasPaused) startSeconds ??= (run.now() - run.startedAt) / 1000;
      reportEvent(event);
      if (event.type === 'end') return { ...endOf(true, spent, testing), startSeconds };
      await handlePending(run, event.type === 'epoch');
      wasPaused ||= !run.gate.isOpen;
      if (!run.gate.isOpen) await waitWhilePaused(run);
      requestedAt = run.now();
    }
  } catch (error) {
    if (run.stopping.aborted && describeError(error).code === 'ABORTED') return endOf(false, spent, testing);
    throw error;
  }
  return endOf(false, spent, testing);
}

/** Saves a checkpoint if one is requested or due, and updates the network if that was requested. */
async function handlePending(
  { checkpoints, pending, network, training }: ActiveTraining,
  isEpochEnd: boolean,
): Promise<void> {
  if (isEpochEnd || pending.saves.length > 0) await checkpoints.save();
  else await checkpoints.saveIfDue();
  flushSaves(pending);
  if (!pending.refresh) return;
  pending.refresh = false;
  // At the end of an epoch fit() has written the weights into the network itself.
  if (!isEpochEnd) copyWeights(network, await training.checkpoint());
}

/** Gives the network the current weights, so that the page sees what the run has learnt so far. */
function copyWeights({ weights }: Network, { vectors }: Checkpoint): void {
  weights.set(vectors.weights);
  if (vectors.state) weights.set(vectors.state, vectors.weights.length);
}

async function waitWhilePaused(run: ActiveTraining): Promise<void> {
  const { checkpoints, report, gate, stopping, network, training } = run;
  await checkpoints.save();
  copyWeights(network, await training.checkpoint());
  report({ type: 'paused' });
  await gate.opened();
  if (!stopping.aborted) report({ type: 'proceeded' });
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
  testing: TestingTime,
): RunEnd {
  return { complete, seconds, microsecondsPerSample: samples > 0 ? (seconds * 1e6) / samples : 0, testing };
}

/** What a paused run waits for. */
interface PauseGate {
  readonly isOpen: boolean;
  open(): void;
  close(): void;
  /** Resolves when the gate is open, at once if it is. */
  opened(): Promise<void>;
}

/** Returns a gate that is open. */
function createPauseGate(): PauseGate {
  let waiting: { readonly promise: Promise<void>; readonly resolve: () => void } | undefined;
  return {
    get isOpen() {
      return waiting === undefined;
    },
    open() {
      waiting?.resolve();
      waiting = undefined;
    },
    close() {
      waiting ??= promiseWithResolver();
    },
    opened: () => waiting?.promise ?? Promise.resolve(),
  };
}

function promiseWithResolver(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** Decides how often checkpoints are saved. The store decides where. */
export interface CheckpointManager {
  /** Saves the run as it is now; to be awaited between two steps. Failures are passed to `onFailure`, never thrown. */
  save(): Promise<void>;
  /** Saves the run if the last save is long enough ago. */
  saveIfDue(): Promise<void>;
}

/** The share of the time that saving may take. */
const maxSavingShare = 0.05;
/** Milliseconds. */
const minSaveInterval = 5000;

export function createCheckpointManager(options: {
  store: CheckpointStore;
  take: () => Promise<Checkpoint>;
  now: () => number;
  onSaved: (position: Checkpoint['position']) => void;
  onFailure: (error: unknown) => void;
}): CheckpointManager {
  const { store, take, now, onSaved, onFailure } = options;
  let dueAt = now() + minSaveInterval;

  async function save(): Promise<void> {
    const savingSince = now();
    try {
      const checkpoint = await take();
      await store.save(checkpoint);
      onSaved(checkpoint.position);
    } catch (error) {
      onFailure(error);
    }
    dueAt = now() + Math.max(minSaveInterval, (now() - savingSince) / maxSavingShare);
  }

  return { save, saveIfDue: async () => (now() >= dueAt ? save() : undefined) };
}
