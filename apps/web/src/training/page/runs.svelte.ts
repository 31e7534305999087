// The runs of this visit and the finished ones of earlier visits, as reactive state that follows the worker's
// notifications. Who calls the worker: session.svelte.ts; the view of one run: run-view.ts; how runs are stored: saved-runs.ts.
import { onOtherTab, textStore } from '../../state/local-memory.ts';
import { configurationKey } from '../configuration.ts';
import type { DataName } from '../data/data-name.ts';
import type { DownloadNotification, Notification } from '../messages.ts';
import { applyNotification, isActive, newRunView, type RunView } from './run-view.ts';
import {
  convertOldRuns,
  deleteRun,
  readInterruptedRun,
  readSavedRuns,
  recordInterruptedRun,
  type SavedRun,
  savedRunPrefix,
  saveRun,
} from './saved-runs.ts';

/** How many networks of finished runs are stored in the browser, and their total size; the oldest are deleted first. */
const networkLimits = { networks: 8, bytes: 64 * 2 ** 20 } as const;

convertOldRuns(textStore);

let views = $state.raw<readonly RunView[]>([]);
let saved = $state.raw<readonly SavedRun[]>(readSavedRuns(textStore));
/** Finished runs that the browser could not store: they are listed until the page is left. */
let unsaved: readonly SavedRun[] = [];
let download = $state.raw<DownloadNotification | undefined>();
/** The runs whose networks the worker has in memory; they are lost when it crashes. */
let held = $state.raw<ReadonlySet<string>>(new Set());
/** Counts the uploads of own images: a network was trained on one of them. */
let ownImages = $state(0);
/** Runs that a later visit cannot resume, because another tab holds the lesson's checkpoint key. */
const unresumable = new Set<string>();

onOtherTab(savedRunPrefix, readAgain);

function readAgain(): void {
  saved = [...readSavedRuns(textStore), ...unsaved];
}

/** Applies a notification. Returns the runs whose stored networks are to be deleted. */
export function receiveNotification(notification: Notification): readonly string[] {
  if (notification.type === 'download') {
    download = notification;
    return [];
  }
  changeRun(notification.run, (view) => applyNotification(view, notification));
  const view = views.find(({ run }) => run === notification.run);
  if (!view) return [];
  if (notification.type === 'paused' || notification.type === 'proceeded')
    recordRun(view, notification.type === 'paused');
  if (notification.type === 'failed') deleteRecord(view);
  return notification.type === 'finished' ? finish(view) : [];
}

/** Marks every active run as lost, and every network that is not stored. */
export function loseRuns(fault: { readonly code: string; readonly message: string }): void {
  held = new Set();
  views = views.map((view) => (isActive(view) ? { ...view, status: 'lost', fault } : view));
}

/** Adds a run or replaces it. Of a lesson's earlier runs the last one stays: its network is used until there is another. */
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

/** Records that the worker has the run's network. */
export function holdNetwork(run: string): void {
  held = new Set([...held, run]);
}

/** Records that the run's network is neither in the worker's memory nor stored. */
export function loseNetwork(run: string): void {
  held = new Set([...held].filter((other) => other !== run));
  const record = saved.find((other) => other.run === run);
  if (record) change(withoutNetwork(record));
}

/** Records that the reader uploaded other images: networks trained on former ones do not belong to them. */
export function countOwnImages(): void {
  ownImages++;
}

/** Excludes a run from being resumed by a later visit. */
export function markUnresumable(run: string): void {
  unresumable.add(run);
}

/** Records a run for resumption by a later visit, except for one that needs the reader's drawings, images or networks. */
export function recordRun({ run, owner, configuration, isPrivate }: RunView, paused: boolean): void {
  if (isPrivate || unresumable.has(run)) return;
  recordInterruptedRun(textStore, owner, { key: configurationKey(configuration), run, paused });
}

/** Deletes the record, unless it belongs to the run of another tab. */
export function deleteRecord({ run, owner }: Pick<RunView, 'run' | 'owner'>): void {
  if (readInterruptedRun(textStore, owner)?.run === run) recordInterruptedRun(textStore, owner, undefined);
}

/** Makes the run its lesson's newest, since a model may have been opened in the meantime, and stores it. */
function finish(view: RunView): readonly string[] {
  const { run, owner, configuration, start, epochs, epochsBefore, result, isPrivate } = view;
  views = [...views.filter((other) => other.run !== run), view];
  deleteRecord(view);
  if (!result || epochs.length === 0) return [run];
  const { parameters = 0, multiplyAdds = 0 } = start ?? {};
  const sizes = { parameters, multiplyAdds };
  const finishedAt = Date.now();
  const mine = { run, owner, configuration, ...sizes, epochs, epochsBefore, result, isPrivate, finishedAt };
  return save(mine);
}

/** Adds a finished run to the list. Returns the runs whose stored networks are to be deleted. */
function save(mine: SavedRun): readonly string[] {
  const before = readSavedRuns(textStore).map(({ run }) => run);
  if (!saveRun(textStore, mine)) {
    // Without its run, nothing would ever delete the network.
    unsaved = [...unsaved, withoutNetwork(mine)];
    readAgain();
    return [mine.run];
  }
  readAgain();
  const excess = excessNetworks(saved);
  for (const record of excess) change(withoutNetwork(record));
  const gone = before.filter((run) => !saved.some((other) => other.run === run));
  return [...excess.map(({ run }) => run), ...gone];
}

/** Returns the runs whose networks exceed the limits, counted from the newest. */
function excessNetworks(all: readonly SavedRun[]): readonly SavedRun[] {
  let bytes = 0;
  return all
    .filter(({ result }) => result.networkBytes > 0)
    .toReversed()
    .filter(({ result }, index) => {
      bytes += result.networkBytes;
      return index >= networkLimits.networks || bytes > networkLimits.bytes;
    });
}

const withoutNetwork = (run: SavedRun): SavedRun => ({ ...run, result: { ...run.result, networkBytes: 0 } });

/** Stores a changed run, unless a tab has deleted it in the meantime. */
function change(record: SavedRun): void {
  if (readSavedRuns(textStore).some(({ run }) => run === record.run)) saveRun(textStore, record);
  readAgain();
}

/** Returns the view of a stored run. */
export function viewOf(record: SavedRun): RunView {
  return { ...newRunView(record), epochs: record.epochs, result: record.result, status: 'finished' };
}

const isSaved = (run: string) => saved.some((other) => other.run === run && other.result.networkBytes > 0);

export const runs = {
  /** The runs of this visit, oldest first. */
  get views(): readonly RunView[] {
    return views;
  },
  /** The run that is in progress. */
  get active(): RunView | undefined {
    return views.find(isActive);
  },
  /** The finished runs of this and earlier visits and of other tabs, oldest first. */
  get saved(): readonly SavedRun[] {
    return saved;
  },
  /** The number of uploads of own images. */
  get ownImages(): number {
    return ownImages;
  },
  /** The progress of the latest download of a data set. */
  get download(): DownloadNotification | undefined {
    return download;
  },
  /** Returns the lesson's latest run. */
  latest(owner: string): RunView | undefined {
    const mine = views.filter((view) => view.owner === owner);
    return mine.find(isActive) ?? mine.at(-1);
  },
  /**
   * Returns the newest run with a network for one of the sets in `data`. Networks that this visit trained or opened precede
   * stored ones, and those of the lesson `owner` precede others. A network for own images is of no use to later visits,
   * which have other images.
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
    const former = saved.filter(
      ({ configuration, result }) =>
        result.networkBytes > 0 && configuration.data !== 'own' && data.includes(configuration.data),
    );
    const record = former.findLast(isMine) ?? former.at(-1);
    return record && viewOf(record);
  },
  /** Returns whether the run's network is available, in the worker's memory or stored. */
  isHeld: (run: string): boolean => held.has(run) || isSaved(run),
  /** Deletes runs from the list of finished ones; the caller deletes their stored networks. */
  delete(gone: readonly string[]): void {
    unsaved = unsaved.filter(({ run }) => !gone.includes(run));
    for (const run of gone) deleteRun(textStore, run);
    readAgain();
  },
} as const;
