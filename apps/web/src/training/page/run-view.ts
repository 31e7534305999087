// A run as the page shows it: a fold over the worker's news. Pure; who keeps it is session.svelte.ts.
import type { EpochRecord } from '@nn101/train/graph';
import type { TrainingConfiguration } from '../configuration.ts';
import type { ProgressNews, RunNews, RunResult, RunStage, StartNews } from '../messages.ts';

/** Where a run is. `lost`: its worker crashed. */
export type RunStatus = 'preparing' | 'training' | 'paused' | 'testing' | 'finished' | 'failed' | 'lost';

/** A point of the live curve, between two epochs. */
export interface StepPoint {
  /** Epochs gone through, parts included. */
  readonly epochs: number;
  readonly loss: number;
  readonly accuracy: number;
}

export interface RunView {
  readonly run: string;
  /** The lesson that began it. */
  readonly owner: string;
  readonly configuration: TrainingConfiguration;
  readonly status: RunStatus;
  readonly stage: RunStage | undefined;
  readonly start: StartNews | undefined;
  readonly progress: ProgressNews | undefined;
  readonly epochs: readonly EpochRecord[];
  readonly steps: readonly StepPoint[];
  readonly result: RunResult | undefined;
  readonly fault: { readonly code: string; readonly message: string } | undefined;
  /** Whether something was kept to go on from. */
  readonly isKept: boolean;
  /** Whether drawings or a trained network went into it, so that its link alone does not reproduce it. */
  readonly isPrivate: boolean;
  /** Epochs that its network had gone through before, in the runs that this one goes on from. */
  readonly epochsBefore: number;
  /** Whether its network, or the one that it goes on from, was opened from a file. */
  readonly isOpened: boolean;
  /** Which of the reader's own images it is trained on, where it is: they change while the page is open. */
  readonly ownImages: number | undefined;
}

/** The curve's points are thinned out beyond this number. */
const mostSteps = 200;

/** A run that was just asked for. */
export function newRunView(
  asked: Pick<RunView, 'run' | 'owner' | 'configuration'> &
    Partial<Pick<RunView, 'isPrivate' | 'epochsBefore' | 'isOpened' | 'ownImages'>>,
): RunView {
  return {
    isPrivate: false,
    epochsBefore: 0,
    isOpened: false,
    ownImages: undefined,
    ...asked,
    status: 'preparing',
    stage: undefined,
    start: undefined,
    progress: undefined,
    epochs: [],
    steps: [],
    result: undefined,
    fault: undefined,
    isKept: false,
  };
}

/** The view after one more piece of news. */
export function applyNews(view: RunView, news: RunNews): RunView {
  switch (news.type) {
    case 'stage':
      return { ...view, stage: news.stage, status: news.stage === 'testing' ? 'testing' : view.status };
    case 'start':
      return { ...view, status: 'training', start: news, epochs: news.history };
    case 'progress':
      return { ...view, progress: news, steps: withPoint(view.steps, news) };
    case 'epoch':
      return { ...view, epochs: [...view.epochs, news.record] };
    case 'paused':
      return { ...view, status: 'paused' };
    case 'proceeded':
      return { ...view, status: 'training' };
    case 'kept':
      return { ...view, isKept: true };
    case 'finished':
      return { ...view, status: 'finished', result: news.result };
    case 'failed':
      return { ...view, status: 'failed', fault: { code: news.code, message: news.message } };
    default:
      return news satisfies never;
  }
}

function withPoint(steps: readonly StepPoint[], { epoch, step, steps: all, loss, accuracy }: ProgressNews) {
  const point = { epochs: epoch - 1 + step / all, loss, accuracy };
  const kept = steps.length < mostSteps ? steps : steps.filter((_, i) => i % 2 === 1);
  return [...kept, point];
}

/** Epochs that the network has gone through, in this run and in those before that it goes on from. */
export function epochsInAll({ epochsBefore, epochs }: Pick<RunView, 'epochsBefore' | 'epochs'>): number {
  return epochsBefore + epochs.length;
}

/** Whether the worker still has to do with it. */
export function isActive({ status }: RunView): boolean {
  return status === 'preparing' || status === 'training' || status === 'paused' || status === 'testing';
}
