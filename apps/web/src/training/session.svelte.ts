// Training as the page knows it: one worker, and what can be asked of it. It outlives the lesson on screen. Its runs as
// reactive state: runs.svelte.ts; the conversation with the worker: client.ts.
import { textStore } from '../state/local-memory.ts';
import type { LabelledPictures } from './answers.ts';
import { claimPlace, isLasting } from './checkpoint-place.ts';
import { createClient } from './client.ts';
import { configurationKey, snapshotOf, type TrainingConfiguration } from './configuration.ts';
import { createFrameQueue } from './frame-queue.ts';
import { noteInterruption, readInterruption } from './kept-runs.ts';
import type { Answer, DownloadNews, Question, RunNews, Topic } from './messages.ts';
import { isActive, newRunView } from './run-view.ts';
import { changeRun, holdNetwork, loseRuns, noteRun, putRun, receiveNews, runs } from './runs.svelte.ts';
import { TrainPageError } from './train-page-error.ts';

/** What a run begins with. */
export interface RunOrder {
  /** The lesson. */
  readonly owner: string;
  readonly configuration: TrainingConfiguration;
  /** Another run's network to go on from. */
  readonly from?: string;
  readonly extra?: LabelledPictures;
}

let ownData = $state.raw<Question<'bringData'> | undefined>();
const orders = new Map<string, RunOrder>();

const queue = createFrameQueue<RunNews | DownloadNews>((items) => {
  for (const news of items) receiveNews(news);
});

const client = createClient({
  createWorker: () =>
    new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'training' }),
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
  const run = resumed?.run ?? newName();
  const isPrivate = from !== undefined || extra !== undefined || configuration.data === 'own';
  const view = newRunView({ run, owner, configuration, isPrivate });
  orders.set(run, { ...order, configuration });
  putRun(view);
  noteRun(view, resumed?.paused ?? false);
  try {
    if (configuration.data === 'own' && ownData) await client.ask('bringData', ownData);
    const place = await claimPlace(owner, navigator.locks);
    const more = { ...(from && { from }), ...(extra && { extra }), paused: resumed?.paused ?? false };
    await client.ask('start', { run, configuration, place, resume: resumed !== undefined, ...more });
    holdNetwork(run);
  } catch (error) {
    const { code, message } = TrainPageError.from(error);
    changeRun(run, (now) =>
      now.status === 'lost' ? now : { ...now, status: 'failed', fault: { code, message } },
    );
    noteInterruption(textStore, owner, undefined);
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
 * is shown again, though the network itself is gone.
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
  if (kept) putRun({ ...newRunView(kept), epochs: kept.epochs, result: kept.result, status: 'finished' });
}

/** Goes on with a run whose worker crashed, from its last checkpoint. */
async function retry(run: string): Promise<void> {
  const order = orders.get(run);
  if (!order) return;
  // A network to begin with is gone with the worker; what was learnt since is in the checkpoint.
  const { from: _, ...rest } = order;
  await begin(rest, { run, paused: false });
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
  const view = newRunView({ run, owner: model.owner, configuration, isPrivate: true });
  putRun({ ...view, status: 'finished' });
  return description;
}

export const session = {
  /** The images that the reader brought. */
  get ownData(): Question<'bringData'> | undefined {
    return ownData;
  },
  ask: <T extends Topic>(topic: T, question: Question<T>): Promise<Answer<T>> => client.ask(topic, question),
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
    return description;
  },
} as const;
