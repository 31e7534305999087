// The runs of this visit and those kept from earlier ones, as reactive state: a fold over the worker's news. Who asks the
// worker: session.svelte.ts; what one run looks like: run-view.ts; how runs are kept: kept-runs.ts.
import { onOtherTab, textStore } from '../../state/local-memory.ts';
import { configurationKey } from '../configuration.ts';
import type { DataName } from '../data/data-name.ts';
import type { DownloadNews, RunNews } from '../messages.ts';
import {
  adoptOldRuns,
  forgetRun,
  type KeptRun,
  keepRun,
  keptRunsStart,
  noteInterruption,
  readInterruption,
  readKeptRuns,
} from './kept-runs.ts';
import { applyNews, isActive, newRunView, type RunView } from './run-view.ts';

/** Networks of finished runs that are kept in the browser, and their bytes in all; the oldest go first. */
const networkLimits = { networks: 8, bytes: 64 * 2 ** 20 } as const;

adoptOldRuns(textStore);

let views = $state.raw<readonly RunView[]>([]);
let kept = $state.raw<readonly KeptRun[]>(readKeptRuns(textStore));
/** Runs of this visit that the browser had no room for: the list has them until the page is left. */
let unsaved: readonly KeptRun[] = [];
let download = $state.raw<DownloadNews | undefined>();
/** Networks that the worker holds in its memory, by run; they are gone after a crash. */
let held = $state.raw<ReadonlySet<string>>(new Set());
/** Counts the reader's choices of own images: what was learned belongs to one of them. */
let ownImages = $state(0);
/** Runs that belong to this tab alone: no later visit goes on with them. */
const fleeting = new Set<string>();

onOtherTab(keptRunsStart, readAgain);

function readAgain(): void {
  kept = [...readKeptRuns(textStore), ...unsaved];
}

/** Takes what the worker tells. Returns runs whose networks are to be kept no longer. */
export function receiveNews(news: RunNews | DownloadNews): readonly string[] {
  if (news.type === 'download') {
    download = news;
    return [];
  }
  changeRun(news.run, (view) => applyNews(view, news));
  const view = views.find(({ run }) => run === news.run);
  if (!view) return [];
  if (news.type === 'paused' || news.type === 'proceeded') noteRun(view, news.type === 'paused');
  if (news.type === 'failed') forgetNote(view);
  return news.type === 'finished' ? finish(view) : [];
}

/** Every run that was going on is lost, and every network that is not kept. */
export function loseRuns(fault: { readonly code: string; readonly message: string }): void {
  held = new Set();
  views = views.map((view) => (isActive(view) ? { ...view, status: 'lost', fault } : view));
}

/** Adds a run, or begins one anew. Of a lesson's earlier runs the last one stays: its network is asked until there is another. */
export function putRun(view: RunView): void {
  const others = views.filter(({ run }) => run !== view.run);
  const last = others.findLast(({ owner }) => owner === view.owner);
  views = [
    ...others.filter((other) => other.owner !== view.owner || other === last || isActive(other)),
    view,
  ];
}

export function changeRun(run: string, to: (view: RunView) => RunView): void {
  views = views.map((view) => (view.run === run ? to(view) : view));
}

/** The worker has the run's network now. */
export function holdNetwork(run: string): void {
  held = new Set([...held, run]);
}

/** The run's network is neither in the worker's memory nor kept. */
export function loseNetwork(run: string): void {
  held = new Set([...held].filter((other) => other !== run));
  const record = kept.find((other) => other.run === run);
  if (record) change(withoutNetwork(record));
}

/** The reader has chosen other images: what was learned from former ones belongs to those. */
export function countOwnImages(): void {
  ownImages++;
}

/** From now on nothing of the run is noted for a later visit: another tab is at this lesson. */
export function markFleeting(run: string): void {
  fleeting.add(run);
}

/** Notes for a later visit what the lesson is in; a link cannot bring back what the reader drew or brought. */
export function noteRun({ run, owner, configuration, isPrivate }: RunView, paused: boolean): void {
  if (isPrivate || fleeting.has(run)) return;
  noteInterruption(textStore, owner, { key: configurationKey(configuration), run, paused });
}

/** Takes the note back, unless it is of another tab's run. */
export function forgetNote({ run, owner }: Pick<RunView, 'run' | 'owner'>): void {
  if (readInterruption(textStore, owner)?.run === run) noteInterruption(textStore, owner, undefined);
}

/** The run becomes its lesson's newest: a model may have been opened while it went on. */
function finish(view: RunView): readonly string[] {
  const { run, owner, configuration, start, epochs, epochsBefore, result, isPrivate } = view;
  views = [...views.filter((other) => other.run !== run), view];
  forgetNote(view);
  if (!result || epochs.length === 0) return [run];
  const { parameters = 0, multiplyAdds = 0 } = start ?? {};
  const sizes = { parameters, multiplyAdds };
  const finishedAt = Date.now();
  const mine = { run, owner, configuration, ...sizes, epochs, epochsBefore, result, isPrivate, finishedAt };
  return keep(mine);
}

/** Adds a finished run to the list. Returns runs whose networks are to be kept no longer. */
function keep(mine: KeptRun): readonly string[] {
  const before = readKeptRuns(textStore).map(({ run }) => run);
  if (!keepRun(textStore, mine)) {
    // A network that nothing leads to would lie there for ever.
    unsaved = [...unsaved, withoutNetwork(mine)];
    readAgain();
    return [mine.run];
  }
  readAgain();
  const crowded = crowdedNetworks(kept);
  for (const record of crowded) change(withoutNetwork(record));
  const gone = before.filter((run) => !kept.some((other) => other.run === run));
  return [...crowded.map(({ run }) => run), ...gone];
}

/** Those beyond the limits, seen from the newest. */
function crowdedNetworks(all: readonly KeptRun[]): readonly KeptRun[] {
  let bytes = 0;
  return all
    .filter(({ result }) => result.networkBytes > 0)
    .toReversed()
    .filter(({ result }, place) => {
      bytes += result.networkBytes;
      return place >= networkLimits.networks || bytes > networkLimits.bytes;
    });
}

const withoutNetwork = (run: KeptRun): KeptRun => ({ ...run, result: { ...run.result, networkBytes: 0 } });

/** Writes what has changed of a run, if no tab has forgotten it meanwhile. */
function change(record: KeptRun): void {
  if (readKeptRuns(textStore).some(({ run }) => run === record.run)) keepRun(textStore, record);
  readAgain();
}

/** A kept run as the page shows one. */
export function viewOf(record: KeptRun): RunView {
  return { ...newRunView(record), epochs: record.epochs, result: record.result, status: 'finished' };
}

const isKept = (run: string) => kept.some((other) => other.run === run && other.result.networkBytes > 0);

export const runs = {
  /** The runs of this visit, oldest first. */
  get views(): readonly RunView[] {
    return views;
  },
  /** The run that the worker is at. */
  get active(): RunView | undefined {
    return views.find(isActive);
  },
  /** The finished runs of this and earlier visits, and of other tabs, oldest first. */
  get kept(): readonly KeptRun[] {
    return kept;
  },
  /** Which choice of own images the page has: 0 before the first. */
  get ownImages(): number {
    return ownImages;
  },
  /** The file of a data set that is on its way. */
  get download(): DownloadNews | undefined {
    return download;
  },
  /** The lesson's latest run. */
  latest(owner: string): RunView | undefined {
    const mine = views.filter((view) => view.owner === owner);
    return mine.find(isActive) ?? mine.at(-1);
  },
  /**
   * The newest network that was trained on sets of `data`: of those that this visit trained or opened before kept ones, and `owner`'s own before others'.
   * What was learned from the reader's own images is nothing to a later visit, which has other images.
   */
  networkFor(owner: string, data: readonly DataName[]): RunView | undefined {
    const usable = views.filter(
      ({ run, configuration, status, epochs, ownImages: images }) =>
        held.has(run) &&
        (epochs.length > 0 || status === 'finished') &&
        data.includes(configuration.data) &&
        (images === undefined || images === ownImages),
    );
    const isMine = (view: { readonly owner: string }) => view.owner === owner;
    const present = usable.findLast(isMine) ?? usable.at(-1);
    if (present) return present;
    const former = kept.filter(
      ({ configuration, result }) =>
        result.networkBytes > 0 && configuration.data !== 'own' && data.includes(configuration.data),
    );
    const record = former.findLast(isMine) ?? former.at(-1);
    return record && viewOf(record);
  },
  /** Whether the run's network can be asked: the worker has it, or finds it where it is kept. */
  isHeld: (run: string): boolean => held.has(run) || isKept(run),
  /** Takes runs out of the list of finished ones; their kept networks are the caller's to remove. */
  forget(gone: readonly string[]): void {
    unsaved = unsaved.filter(({ run }) => !gone.includes(run));
    for (const run of gone) forgetRun(textStore, run);
    readAgain();
  },
} as const;
