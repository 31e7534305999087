// Training as the page knows it: one worker, its runs and what they left, as reactive state that outlives the lesson on
// screen. What a run looks like: run-view.ts; the conversation with the worker: client.ts.

import type { LabelledPictures } from './answers.ts';
import { claimPlace } from './checkpoint-place.ts';
import { createClient } from './client.ts';
import { configurationKey, snapshotOf, type TrainingConfiguration } from './configuration.ts';
import type { DataName } from './data-name.ts';
import { createFrameQueue } from './frame-queue.ts';
import {
  type KeptRun,
  noteInterruption,
  readInterruption,
  readKeptRuns,
  writeKeptRuns,
} from './kept-runs.ts';
import type { Answer, DownloadNews, Question, RunNews, Topic } from './messages.ts';
import { applyNews, isActive, newRunView, type RunView } from './run-view.ts';
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

let views = $state.raw<readonly RunView[]>([]);
let kept = $state.raw<readonly KeptRun[]>(readKeptRuns(localStorage));
let download = $state.raw<DownloadNews | undefined>();
let ownData = $state.raw<Question<'bringData'> | undefined>();
/** Networks that the worker holds, by run; they are gone after a crash. */
let held = $state.raw<ReadonlySet<string>>(new Set());
const orders = new Map<string, RunOrder>();

const queue = createFrameQueue<RunNews | DownloadNews>((items) => {
  for (const news of items) receive(news);
});

const client = createClient({
  createWorker: () =>
    new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'training' }),
  mirrors: [new URL('data/', document.baseURI).href],
  onNews: (news) => queue.push(news),
  onCrash(error) {
    queue.flush();
    held = new Set();
    const { code, message } = error;
    views = views.map((view) =>
      isActive(view) ? { ...view, status: 'lost', fault: { code, message } } : view,
    );
  },
});

function receive(news: RunNews | DownloadNews): void {
  if (news.type === 'download') {
    download = news;
    return;
  }
  change(news.run, (view) => applyNews(view, news));
  const view = views.find(({ run }) => run === news.run);
  if (!view) return;
  if (news.type === 'paused' || news.type === 'proceeded') note(view, news.type === 'paused');
  if (news.type === 'finished') finish(view);
  if (news.type === 'failed') noteInterruption(localStorage, view.owner, undefined);
}

function change(run: string, to: (view: RunView) => RunView): void {
  views = views.map((view) => (view.run === run ? to(view) : view));
}

function finish({ run, owner, configuration, start, epochs, result, isPrivate }: RunView): void {
  noteInterruption(localStorage, owner, undefined);
  if (!result || epochs.length === 0) return;
  const parameters = start?.parameters ?? 0;
  const mine = { run, owner, configuration, parameters, epochs, result, isPrivate };
  kept = [...kept.filter((other) => other.run !== run), mine];
  writeKeptRuns(localStorage, kept);
}

function note({ run, owner, configuration, isPrivate }: RunView, paused: boolean): void {
  if (!isPrivate)
    noteInterruption(localStorage, owner, { key: configurationKey(configuration), run, paused });
}

async function ask<T extends Topic>(topic: T, question: Question<T>): Promise<Answer<T>> {
  return client.ask(topic, question);
}

async function begin(order: RunOrder, resumed?: { run: string; paused: boolean }): Promise<string> {
  const { owner, from, extra } = order;
  const configuration = snapshotOf(order.configuration);
  const run = resumed?.run ?? newName();
  const isPrivate = from !== undefined || extra !== undefined || configuration.data === 'own';
  const view = newRunView({ run, owner, configuration, isPrivate });
  orders.set(run, { ...order, configuration });
  views = [...views.filter((other) => other.run !== run && (other.owner !== owner || isActive(other))), view];
  note(view, resumed?.paused ?? false);
  try {
    if (configuration.data === 'own' && ownData) await ask('bringData', ownData);
    const place = await claimPlace(owner, navigator.locks);
    const resume = resumed !== undefined;
    await ask('start', { run, configuration, place, resume, ...(from && { from }), ...(extra && { extra }) });
    held = new Set([...held, run]);
    if (resumed?.paused) await ask('pause', { run });
  } catch (error) {
    const { code, message } = TrainPageError.from(error);
    change(run, (now) =>
      now.status === 'lost' ? now : { ...now, status: 'failed', fault: { code, message } },
    );
    noteInterruption(localStorage, owner, undefined);
  }
  return run;
}

function newName(): string {
  return `run-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
}

/** Keeps what is being trained; the page may not come back. */
function keepAll(): void {
  for (const { run, status } of views) {
    if (status === 'training') ask('keep', { run }).catch(() => undefined);
  }
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') keepAll();
});
addEventListener('pagehide', keepAll);

export const session = {
  /** The runs of this visit, oldest first. */
  get views(): readonly RunView[] {
    return views;
  },
  /** The run that the worker is at. */
  get active(): RunView | undefined {
    return views.find(isActive);
  },
  /** The finished runs of this and earlier visits, oldest first. */
  get kept(): readonly KeptRun[] {
    return kept;
  },
  /** The file of a data set that is on its way. */
  get download(): DownloadNews | undefined {
    return download;
  },
  /** The images that the reader brought. */
  get ownData(): Question<'bringData'> | undefined {
    return ownData;
  },
  ask,

  /** The lesson's latest run. */
  latest(owner: string): RunView | undefined {
    const mine = views.filter((view) => view.owner === owner);
    return mine.find(isActive) ?? mine.at(-1);
  },
  /** The newest network in memory that was trained on sets of `data`, if `owner` has none. */
  networkFor(owner: string, data: readonly DataName[]): RunView | undefined {
    const usable = views.filter(
      ({ run, configuration, epochs }) =>
        held.has(run) && epochs.length > 0 && data.includes(configuration.data),
    );
    return usable.findLast((view) => view.owner === owner) ?? usable.at(-1);
  },
  isHeld: (run: string): boolean => held.has(run),
  begin: (order: RunOrder) => begin(order),
  /** Goes on with what a lesson was doing when the page was left, if the address still says the same. */
  async goOn(owner: string, configuration: TrainingConfiguration): Promise<void> {
    const noted = readInterruption(localStorage, owner);
    if (!noted || views.some((view) => view.owner === owner) || views.some(isActive)) return;
    if (noted.key !== configurationKey(configuration)) return;
    await begin({ owner, configuration }, noted);
  },
  /** Goes on with a run whose worker crashed, from its last checkpoint. */
  async retry(run: string): Promise<void> {
    const order = orders.get(run);
    if (!order) return;
    // A network to begin with is gone with the worker; what was learnt since is in the checkpoint.
    const { from: _, ...rest } = order;
    await begin(rest, { run, paused: false });
  },
  async pause(run: string): Promise<void> {
    await ask('pause', { run });
  },
  async proceed(run: string): Promise<void> {
    await ask('proceed', { run });
  },
  async stop(run: string): Promise<void> {
    await ask('stop', { run });
  },
  /** Takes the reader's images as the set `own`. */
  async bring(data: Question<'bringData'>): Promise<Answer<'bringData'>> {
    const description = await ask('bringData', data);
    ownData = data;
    return description;
  },
  /** Takes a model file as a network of this lesson; a run in progress is not concerned. */
  async importModel(model: {
    owner: string;
    configuration: TrainingConfiguration;
    files: Question<'importModel'>['files'];
  }): Promise<Answer<'importModel'>> {
    const run = newName();
    const description = await ask('importModel', { run, files: model.files });
    held = new Set([...held, run]);
    const configuration = snapshotOf(model.configuration);
    const view = newRunView({ run, owner: model.owner, configuration, isPrivate: true });
    views = [...views, { ...view, status: 'finished' }];
    return description;
  },
  /** Takes runs out of the list of finished ones. */
  forget(runs: readonly string[]): void {
    kept = kept.filter(({ run }) => !runs.includes(run));
    writeKeptRuns(localStorage, kept);
  },
} as const;
