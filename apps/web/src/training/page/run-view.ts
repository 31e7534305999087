// A run as the page shows it: a fold over the worker's notifications. A pure function; runs.svelte.ts holds the state.
import type { EpochRecord } from '@nn101/train/graph';
import type { TrainingConfiguration } from '../configuration.ts';
import type {
  ProgressNotification,
  RunNotification,
  RunResult,
  RunStage,
  StartNotification,
} from '../messages.ts';

/** The status of a run; it is `lost` if its worker crashed. */
export type RunStatus = 'preparing' | 'training' | 'paused' | 'testing' | 'finished' | 'failed' | 'lost';

/** A point of the live curve within an epoch. */
export interface StepPoint {
  /** The position in epochs, with a fraction. */
  readonly epochs: number;
  readonly loss: number;
  readonly accuracy: number;
}

export interface RunView {
  readonly run: string;
  /** The lesson that started it. */
  readonly owner: string;
  readonly configuration: TrainingConfiguration;
  readonly status: RunStatus;
  readonly stage: RunStage | undefined;
  readonly start: StartNotification | undefined;
  readonly progress: ProgressNotification | undefined;
  readonly epochs: readonly EpochRecord[];
  readonly steps: readonly StepPoint[];
  readonly result: RunResult | undefined;
  readonly fault: { readonly code: string; readonly message: string } | undefined;
  /** Whether it used drawings, own images or a trained network, so that its link alone does not reproduce it. */
  readonly isPrivate: boolean;
  /** Epochs that its network was trained for by the runs that this one continues. */
  readonly epochsBefore: number;
  /** Whether its network, or the one that it started from, was opened from a file. */
  readonly isOpened: boolean;
  /** The number of the reader's upload that it is trained on, if it is: there may be several while the page is open. */
  readonly ownImages: number | undefined;
}

/** With more points than this, every other point of the curve is removed. */
const maxSteps = 200;

/** Returns the view of a run that was just requested. */
export function newRunView(
  run: Pick<RunView, 'run' | 'owner' | 'configuration'> &
    Partial<Pick<RunView, 'isPrivate' | 'epochsBefore' | 'isOpened' | 'ownImages'>>,
): RunView {
  return {
    isPrivate: false,
    epochsBefore: 0,
    isOpened: false,
    ownImages: undefined,
    ...run,
    status: 'preparing',
    stage: undefined,
    start: undefined,
    progress: undefined,
    epochs: [],
    steps: [],
    result: undefined,
    fault: undefined,
  };
}

/** Returns the view after one more notification. */
export function applyNotification(view: RunView, notification: RunNotification): RunView {
  switch (notification.type) {
    case 'stage':
      return {
        ...view,
        stage: notification.stage,
        status: notification.stage === 'testing' ? 'testing' : view.status,
      };
    case 'start':
      return { ...view, status: 'training', start: notification, epochs: notification.history };
    case 'progress':
      return { ...view, progress: notification, steps: withPoint(view.steps, notification) };
    case 'epoch':
      return { ...view, epochs: [...view.epochs, notification.record] };
    case 'paused':
      return { ...view, status: 'paused' };
    case 'proceeded':
      return { ...view, status: 'training' };
    case 'checkpointSaved':
      return view;
    case 'finished':
      return { ...view, status: 'finished', result: notification.result };
    case 'failed':
      return { ...view, status: 'failed', fault: { code: notification.code, message: notification.message } };
    default:
      return notification satisfies never;
  }
}

function withPoint(
  steps: readonly StepPoint[],
  { epoch, step, steps: all, loss, accuracy }: ProgressNotification,
) {
  const point = { epochs: epoch - 1 + step / all, loss, accuracy };
  const thinned = steps.length < maxSteps ? steps : steps.filter((_, i) => i % 2 === 1);
  return [...thinned, point];
}

/** Returns the epochs that the network was trained for, in this run and in those that it continues. */
export function epochsInAll({ epochsBefore, epochs }: Pick<RunView, 'epochsBefore' | 'epochs'>): number {
  return epochsBefore + epochs.length;
}

/** Returns whether the run is in progress in the worker. */
export function isActive({ status }: RunView): boolean {
  return status === 'preparing' || status === 'training' || status === 'paused' || status === 'testing';
}

/** The name of a setting, or `ownImages` for another upload of the reader's images. */
export type DifferingSetting = keyof TrainingConfiguration | 'ownImages';

/** Returns the settings in which a run differs from the page, in the page's order; none if training again would repeat it. */
export function differingSettings(
  { configuration, epochsBefore, ownImages }: RunView,
  present: { readonly settings: TrainingConfiguration; readonly ownImages: number },
): DifferingSetting[] {
  const { settings } = present;
  const names = [
    'data',
    'network',
    'epochs',
    'batch',
    'rate',
    'seed',
    'limit',
    'augment',
    'arithmetic',
  ] as const;
  const differing: DifferingSetting[] = names.filter(
    // A run that continues another one has its own number of epochs.
    (name) =>
      String(configuration[name]) !== String(settings[name]) && !(name === 'epochs' && epochsBefore > 0),
  );
  const hasOtherImages =
    configuration.data === 'own' && settings.data === 'own' && ownImages !== present.ownImages;
  return hasOtherImages ? [...differing, 'ownImages'] : differing;
}
