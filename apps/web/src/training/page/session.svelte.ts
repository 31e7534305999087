// Training as the page knows it: one worker, and what can be asked of it. It outlives the lesson on screen. Its runs as
// reactive state: runs.svelte.ts; the conversation with the worker: client.ts.
import { textStore } from '../../state/local-memory.ts';
import { configurationKey, snapshotOf, type TrainingConfiguration } from '../configuration.ts';
import type { Answer, DownloadNews, Question, RunNews, Topic } from '../messages.ts';
import type { LabelledPictures } from '../payloads.ts';
import { TrainPageError } from '../train-page-error.ts';
import { claimPlace, isLasting } from './checkpoint-key.ts';
import { createClient } from './client.ts';
import { createFrameQueue } from './frame-queue.ts';
import { readInterruption } from './kept-runs.ts';
import { epochsInAll, isActive, newRunView, type RunView } from './run-view.ts';
import {
  changeRun,
  countOwnImages,
  forgetNote,
  holdNetwork,
  loseNetwork,
  loseRuns,
  markFleeting,
  noteRun,
  putRun,
  receiveNews,
  runs,
  viewOf,
} from './runs.svelte.ts';

/** What a run begins with. */
export interface RunOrder {
  /** The lesson. */
  readonly owner: string;
  readonly configuration: TrainingConfiguration;
  /** Another run, to go on from with its network. */
  readonly from?: RunView;
  readonly extra?: LabelledPictures;
}

let ownData = $state.raw<Question<'bringData'> | undefined>();
const orders = new Map<string, RunOrder>();

const queue = createFrameQueue<RunNews | DownloadNews>((items) => {
  const gone = items.flatMap((news) => receiveNews(news));
  if (gone.length > 0) forgetNetworks(gone);
});

function forgetNetworks(gone: readonly string[]): void {
  const known = runs.kept.map(({ run }) => run);
  client.ask('forgetNetworks', { runs: gone, known }).catch(() => undefined);
}

const client = createClient({
  createWorker: () =>
    new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module', name: 'training' }),
  mirrors: [new URL('data/', document.baseURI).href],
  onNews: (news) => queue.push(news),
  onCrash({ code, message }) {
    queue.flush();
    loseRuns({ code, message });
  },
});

async function begin(order: RunOrder, resumed?: { run: string; paused: boolean }): Promise<string> {
  const { owner, from, extra } = order;
  const configuration = snapshotOf(order.configuration);
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
  orders.set(run, { ...order, configuration });
  putRun(view);
  try {
    if (isOwn && ownData) await client.ask('bringData', ownData);
    const place = await claimPlace(owner, navigator.locks);
    if (!isLasting(owner, place)) markFleeting(run);
    noteRun(view, resumed?.paused ?? false);
    const paused = resumed?.paused ?? false;
    // A network to begin with may be gone with a worker that crashed; what was learned since is in the checkpoint.
    const begun = from && runs.isHeld(from.run) && { from: from.run };
    const more = { ...begun, ...(extra && { extra }), paused };
    await client.ask('start', { run, configuration, place, resume: resumed !== undefined, ...more });
    holdNetwork(run);
  } catch (error) {
    const { code, message } = TrainPageError.from(error);
    changeRun(run, (now) =>
      now.status === 'lost' ? now : { ...now, status: 'failed', fault: { code, message } },
    );
    forgetNote(view);
  }
  return run;
}

function newName(): string {
  return `run-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
}

/** Keeps what is being trained; the page may not come back. */
function keepAll(): void {
  for (const { run, status } of runs.views) {
    if (status === 'training') client.ask('keep', { run }).catch(() => undefined);
  }
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') keepAll();
});
addEventListener('pagehide', keepAll);

/**
 * Goes on with what a lesson was doing when the page was left, if the address still says the same; what it had finished
 * is shown again, with its network where that was kept.
 */
async function goOn(owner: string, configuration: TrainingConfiguration): Promise<void> {
  if (runs.views.some((view) => view.owner === owner)) return;
  const key = configurationKey(configuration);
  const noted = readInterruption(textStore, owner);
  if (noted?.key === key) {
    // Another tab that is at it goes on by itself.
    const place = await claimPlace(owner, navigator.locks);
    const isFree = isLasting(owner, place) && !runs.views.some(isActive);
    if (isFree) await begin({ owner, configuration }, noted);
    return;
  }
  const kept = runs.kept.findLast(
    (run) => run.owner === owner && !run.isPrivate && configurationKey(run.configuration) === key,
  );
  if (kept) putRun(viewOf(kept));
}

/** Goes on with a run whose worker crashed, from its last checkpoint. */
async function retry(run: string): Promise<void> {
  const order = orders.get(run);
  if (order) await begin(order, { run, paused: false });
}

/** Takes a model file as a network of this lesson; a run in progress is not concerned. */
async function importModel(model: {
  owner: string;
  configuration: TrainingConfiguration;
  files: Question<'importModel'>['files'];
}): Promise<Answer<'importModel'>> {
  const run = newName();
  const description = await client.ask('importModel', { run, files: model.files });
  holdNetwork(run);
  const configuration = snapshotOf(model.configuration);
  const view = newRunView({ run, owner: model.owner, configuration, isPrivate: true, isOpened: true });
  putRun({ ...view, status: 'finished' });
  return description;
}

async function ask<T extends Topic>(topic: T, question: Question<T>): Promise<Answer<T>> {
  try {
    return await client.ask(topic, question);
  } catch (error) {
    if (error instanceof TrainPageError && error.code === 'NO_RUN' && 'run' in question) {
      loseNetwork(question.run);
    }
    throw error;
  }
}

export const session = {
  /** The images that the reader brought. */
  get ownData(): Question<'bringData'> | undefined {
    return ownData;
  },
  ask,
  begin: (order: RunOrder): Promise<string> => begin(order),
  goOn,
  retry,
  importModel,
  async pause(run: string): Promise<void> {
    await client.ask('pause', { run });
  },
  async proceed(run: string): Promise<void> {
    await client.ask('proceed', { run });
  },
  async stop(run: string): Promise<void> {
    await client.ask('stop', { run });
  },
  /** Takes the reader's images as the set `own`. */
  async bring(data: Question<'bringData'>): Promise<Answer<'bringData'>> {
    const description = await client.ask('bringData', data);
    ownData = data;
    countOwnImages();
    return description;
  },
  /** Forgets finished runs, with the networks that are kept of them. */
  forget(gone: readonly string[]): void {
    runs.forget(gone);
    forgetNetworks(gone);
  },
} as const;
