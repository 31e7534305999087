// The runs of this visit and those kept from earlier ones, as reactive state: a fold over the worker's news. Who asks the
// worker: session.svelte.ts; what one run looks like: run-view.ts.
import { textStore } from '../state/local-memory.ts';
import { configurationKey } from './configuration.ts';
import type { DataName } from './data-name.ts';
import { type KeptRun, noteInterruption, readKeptRuns, writeKeptRuns } from './kept-runs.ts';
import type { DownloadNews, RunNews } from './messages.ts';
import { applyNews, isActive, type RunView } from './run-view.ts';

let views = $state.raw<readonly RunView[]>([]);
let kept = $state.raw<readonly KeptRun[]>(readKeptRuns(textStore));
let download = $state.raw<DownloadNews | undefined>();
/** Networks that the worker holds, by run; they are gone after a crash. */
let held = $state.raw<ReadonlySet<string>>(new Set());

/** Takes what the worker tells. */
export function receiveNews(news: RunNews | DownloadNews): void {
  if (news.type === 'download') {
    download = news;
    return;
  }
  changeRun(news.run, (view) => applyNews(view, news));
  const view = views.find(({ run }) => run === news.run);
  if (!view) return;
  if (news.type === 'paused' || news.type === 'proceeded') noteRun(view, news.type === 'paused');
  if (news.type === 'finished') finish(view);
  if (news.type === 'failed') noteInterruption(textStore, view.owner, undefined);
}

/** Every run that was going on is lost, and every network. */
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

/** Notes for a later visit what the lesson is in; a link cannot bring back what the reader drew or brought. */
export function noteRun({ run, owner, configuration, isPrivate }: RunView, paused: boolean): void {
  if (isPrivate) return;
  noteInterruption(textStore, owner, { key: configurationKey(configuration), run, paused });
}

/** The run becomes its lesson's newest: a model may have been opened while it went on. */
function finish(view: RunView): void {
  const { run, owner, configuration, start, epochs, result, isPrivate } = view;
  views = [...views.filter((other) => other.run !== run), view];
  noteInterruption(textStore, owner, undefined);
  if (!result || epochs.length === 0) return;
  const parameters = start?.parameters ?? 0;
  const mine = { run, owner, configuration, parameters, epochs, result, isPrivate };
  kept = [...kept.filter((other) => other.run !== run), mine];
  writeKeptRuns(textStore, kept);
}

export const runs = {
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
  /** The lesson's latest run. */
  latest(owner: string): RunView | undefined {
    const mine = views.filter((view) => view.owner === owner);
    return mine.find(isActive) ?? mine.at(-1);
  },
  /** The newest network in memory that was trained on sets of `data`, `owner`'s own before others'. */
  networkFor(owner: string, data: readonly DataName[]): RunView | undefined {
    const usable = views.filter(
      ({ run, configuration, status, epochs }) =>
        held.has(run) && (epochs.length > 0 || status === 'finished') && data.includes(configuration.data),
    );
    return usable.findLast((view) => view.owner === owner) ?? usable.at(-1);
  },
  isHeld: (run: string): boolean => held.has(run),
  /** Takes runs out of the list of finished ones. */
  forget(gone: readonly string[]): void {
    kept = kept.filter(({ run }) => !gone.includes(run));
    writeKeptRuns(textStore, kept);
  },
} as const;
