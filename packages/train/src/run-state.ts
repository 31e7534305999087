// The state of a run: its position, the score so far and the best epoch. All of it is saved in a checkpoint and restored
// from one.
import type { Checkpoint } from './checkpoint/checkpoint.ts';
import type { EpochRecord } from './events.ts';
import { bestEpoch, type Monitor } from './metrics/monitor.ts';
import { addScores, type BatchScore, emptyScore } from './metrics/score.ts';
import type { StepVectors, TrainingStep } from './step/training-step.ts';

/** Modified only by the functions below. */
export interface RunState {
  /** The epoch in progress, from 1. */
  epoch: number;
  /** Steps done in this epoch. */
  step: number;
  /** Updates made in the run. */
  updates: number;
  /** The score of the epoch in progress. */
  score: BatchScore;
  milliseconds: number;
  /** Samples trained on in this run, over all epochs. */
  trained: number;
  history: readonly EpochRecord[];
  /** The best epoch so far with its weights and running means, if the run restores them at its end. */
  best?: { readonly epoch: number; readonly weights: Float32Array; readonly state?: Float32Array };
}

/** Returns the state in which a run begins: that of the checkpoint, or that of a new run. */
export async function beginRun(trainer: TrainingStep, checkpoint: Checkpoint | undefined): Promise<RunState> {
  if (!checkpoint) {
    return { epoch: 1, step: 0, updates: 0, score: emptyScore, milliseconds: 0, trained: 0, history: [] };
  }
  const { position, progress, vectors, bestEpoch: epoch, history } = checkpoint;
  const { milliseconds, ...score } = progress;
  const { best: weights, bestState, ...others } = vectors;
  await trainer.restore(others as Partial<StepVectors>);
  return {
    ...position,
    ...{ score, milliseconds, history, trained: trainedIn(history) + score.samples },
    ...(weights && epoch !== undefined && { best: { epoch, weights, state: bestState } }),
  };
}

// A record has the time of the whole epoch and that of one sample; the ratio is the number of samples.
function trainedIn(history: readonly EpochRecord[]): number {
  return history.reduce(
    (sum, { seconds, microsecondsPerSample }) =>
      sum + (microsecondsPerSample > 0 ? Math.round((seconds * 1e6) / microsecondsPerSample) : 0),
    0,
  );
}

export function finishStep(state: RunState, score: BatchScore, milliseconds: number): void {
  state.score = addScores(state.score, score);
  state.milliseconds += milliseconds;
  state.trained += score.samples;
  state.step++;
  state.updates++;
}

/** Also keeps a copy of the weights if the epoch is the best so far. */
export async function finishEpoch(
  state: RunState,
  record: EpochRecord,
  { trainer, monitor }: { trainer: TrainingStep; monitor: Monitor | undefined },
): Promise<void> {
  const history = [...state.history, record];
  if (monitor && bestEpoch(history, monitor) === record.epoch) {
    const { weights, average = weights, state: means, averageState = means } = await trainer.vectors();
    state.best = { epoch: record.epoch, weights: average, state: averageState };
  }
  Object.assign(state, { history, epoch: record.epoch + 1, step: 0, milliseconds: 0, score: emptyScore });
}

export async function checkpointOf(
  { epoch, step, updates, score, milliseconds, history, best }: RunState,
  { trainer, fingerprint }: { trainer: TrainingStep; fingerprint: string },
): Promise<Checkpoint> {
  const { samples, lossSum, correct, sums } = score;
  const vectors = Object.entries({
    ...(await trainer.vectors()),
    best: best?.weights,
    bestState: best?.state,
  });
  return {
    fingerprint,
    position: { epoch, step, updates },
    progress: { samples, lossSum, correct, milliseconds, ...(sums && { sums }) },
    history,
    vectors: Object.fromEntries(
      vectors.filter((entry): entry is [string, Float32Array] => entry[1] !== undefined),
    ),
    ...(best && { bestEpoch: best.epoch }),
  };
}
