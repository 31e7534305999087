// The page's training session: one worker and what the lessons do with it. It outlives the lesson on screen. Its runs as
// reactive state: runs.svelte.ts; the connection to the worker: client.ts.
import { textStore } from '../../state/local-memory.ts';
import { configurationKey, snapshotOf, type TrainingConfiguration } from '../configuration.ts';
import type { Method, Notification, Params, Result } from '../messages.ts';
import type { LabelledPictures } from '../payloads.ts';
import { TrainPageError } from '../train-page-error.ts';
import { claimCheckpointKey, isLasting } from './checkpoint-key.ts';
import { createClient } from './client.ts';
import { epochsInAll, isActive, newRunView, type RunView } from './run-view.ts';
import {
  changeRun,
  countOwnImages,
  deleteRecord,
  holdNetwork,
  loseNetwork,
  loseRuns,
  markUnresumable,
  putRun,
  receiveNotification,
  recordRun,
  runs,
  viewOf,
} from './runs.svelte.ts';
import { readInterruptedRun } from './saved-runs.ts';

/** The request for a run. */
export interface RunRequest {
  /** The lesson. */
  readonly owner: string;
  readonly configuration: TrainingConfiguration;
  /** The run whose network is trained further. */
  readonly from?: RunView;
  readonly extra?: LabelledPictures;
}

let ownData = $state.raw<Params<'uploadImages'> | undefined>();
const requests = new Map<string, RunRequest>();

const queue = createFrameQueue<Notification>((notifications) => {
  const gone = notifications.flatMap((notification) => receiveNotification(notification));
  if (gone.length > 0) deleteNetworks(gone);
});

function deleteNetworks(gone: readonly string[]): void {
  const known = runs.saved.map(({ run }) => run);
  client.call('deleteNetworks', { runs: gone, known }).catch(() => undefined);
}

const client = createClient({
  createWorker: () =>
    new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module', name: 'training' }),
  mirrors: [new URL('data/', document.baseURI).href],
  onNotification: (notification) => queue.push(notification),
  onCrash({ code, message }) {
    queue.flush();
    loseRuns({ code, message });
  },
});

async function start(request: RunRequest, resumed?: { run: string; paused: boolean }): Promise<string> {
  const { owner, from, extra } = request;
  const configuration = snapshotOf(request.configuration);
  const isOwn = configuration.data === 'own';
  const run = resumed?.run ?? newName();
  const view = newRunView({
    run,
    owner,
    configuration,
    isPrivate: from !== undefined || extra !== undefined || isOwn,
    epochsBefore: from ? epochsInAll(from) : 0,
    isOpened: from?.isOpened ?? false,
    ownImages: isOwn ? runs.ownImages : undefined,
  });
  requests.set(run, { ...request, configuration });
  putRun(view);
  try {
    if (isOwn && ownData) await client.call('uploadImages', ownData);
    const checkpointKey = await claimCheckpointKey(owner, navigator.locks);
    if (!isLasting(owner, checkpointKey)) markUnresumable(run);
    recordRun(view, resumed?.paused ?? false);
    const paused = resumed?.paused ?? false;
    // After a crash the network to start from may be lost; what was learnt since is in the checkpoint.
    const started = from && runs.isHeld(from.run) && { from: from.run };
    const more = { ...started, ...(extra && { extra }), paused };
    await client.call('start', { run, configuration, checkpointKey, resume: resumed !== undefined, ...more });
    holdNetwork(run);
  } catch (error) {
    const { code, message } = TrainPageError.from(error);
    changeRun(run, (now) =>
      now.status === 'lost' ? now : { ...now, status: 'failed', fault: { code, message } },
    );
    deleteRecord(view);
  }
  return run;
}

function newName(): string {
  return `run-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
}

/** Saves what is being trained, since the page may be discarded. */
function saveCheckpoints(): void {
  for (const { run, status } of runs.views) {
    if (status === 'training') client.call('saveCheckpoint', { run }).catch(() => undefined);
  }
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') saveCheckpoints();
});
addEventListener('pagehide', saveCheckpoints);

/**
 * Resumes the run that a lesson was in when the page was left, if the URL still has the same configuration. A run that was
 * finished is shown again, with its network if that is stored.
 */
async function restore(owner: string, configuration: TrainingConfiguration): Promise<void> {
  if (runs.views.some((view) => view.owner === owner)) return;
  const key = configurationKey(configuration);
  const noted = readInterruptedRun(textStore, owner);
  if (noted?.key === key) {
    // A run that another tab is training continues there.
    const checkpointKey = await claimCheckpointKey(owner, navigator.locks);
    const isFree = isLasting(owner, checkpointKey) && !runs.views.some(isActive);
    if (isFree) await start({ owner, configuration }, noted);
    return;
  }
  const saved = runs.saved.findLast(
    (run) => run.owner === owner && !run.isPrivate && configurationKey(run.configuration) === key,
  );
  if (saved) putRun(viewOf(saved));
}

/** Resumes a run whose worker crashed, from its last checkpoint. */
async function retry(run: string): Promise<void> {
  const request = requests.get(run);
  if (request) await start(request, { run, paused: false });
}

/** Opens a model file as a network of the lesson; a run in progress is not affected. */
async function importModel(model: {
  owner: string;
  configuration: TrainingConfiguration;
  files: Params<'importModel'>['files'];
}): Promise<Result<'importModel'>> {
  const run = newName();
  const description = await client.call('importModel', { run, files: model.files });
  holdNetwork(run);
  const configuration = snapshotOf(model.configuration);
  const view = newRunView({ run, owner: model.owner, configuration, isPrivate: true, isOpened: true });
  putRun({ ...view, status: 'finished' });
  return description;
}

async function call<M extends Method>(method: M, params: Params<M>): Promise<Result<M>> {
  try {
    return await client.call(method, params);
  } catch (error) {
    if (error instanceof TrainPageError && error.code === 'NO_RUN' && 'run' in params) {
      loseNetwork(params.run);
    }
    throw error;
  }
}

export const session = {
  /** The images that the reader uploaded. */
  get ownData(): Params<'uploadImages'> | undefined {
    return ownData;
  },
  call,
  start: (request: RunRequest): Promise<string> => start(request),
  restore,
  retry,
  importModel,
  async pause(run: string): Promise<void> {
    await client.call('pause', { run });
  },
  async proceed(run: string): Promise<void> {
    await client.call('proceed', { run });
  },
  async stop(run: string): Promise<void> {
    await client.call('stop', { run });
  },
  /** Makes the reader's images the data set `own`. */
  async uploadImages(data: Params<'uploadImages'>): Promise<Result<'uploadImages'>> {
    const description = await client.call('uploadImages', data);
    ownData = data;
    countOwnImages();
    return description;
  },
  /** Deletes finished runs with their stored networks. */
  deleteRuns(gone: readonly string[]): void {
    runs.delete(gone);
    deleteNetworks(gone);
  },
} as const;

/** Collects notifications, so that the page changes at most once a frame, however many arrive. */
interface FrameQueue<T> {
  push(item: T): void;
  /** Delivers the waiting items at once. */
  flush(): void;
}

/** Milliseconds between deliveries while the page is hidden. */
const hiddenInterval = 250;

function createFrameQueue<T>(deliver: (items: readonly T[]) => void): FrameQueue<T> {
  let waiting: T[] = [];
  let cancel: (() => void) | undefined;

  function flush(): void {
    cancel?.();
    cancel = undefined;
    if (waiting.length === 0) return;
    const items = waiting;
    waiting = [];
    deliver(items);
  }

  function schedule(): void {
    const frame = requestAnimationFrame(flush);
    // Browsers request no frames while the page is hidden.
    const timer = setTimeout(flush, hiddenInterval);
    cancel = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }

  return {
    push(item) {
      waiting.push(item);
      if (!cancel) schedule();
    },
    flush,
  };
}
