// Checkpoints kept under a name: the last two and the best. Which of them is which is decided here, over files that are
// there whole or not at all; where these lie is checkpoint-store.node.ts (a directory) or checkpoint-store.browser.ts.
import { check } from '../check.ts';
import { TrainError } from '../train-error.ts';
import { type Checkpoint, damagedCheckpoint, unwritableCheckpoint } from './checkpoint.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-format.ts';

/** Keeps the last checkpoint of a run and the best one, each whole or not there at all. */
export interface CheckpointStore {
  /**
   * Keeps the checkpoint as the last one, and with `best` as the best too. The one before stays until the new one is
   * complete, whatever happens meanwhile. The vectors are copied before the promise is returned; saves follow one
   * another in the order of the calls.
   *
   * @throws TrainError `CHECKPOINT_UNWRITABLE` with the system's error as cause; `NO_WEB_CRYPTO`
   */
  save(checkpoint: Checkpoint, options?: { readonly best?: boolean }): Promise<void>;
  /**
   * The last checkpoint that was saved, or the one before where the last is damaged; or the best one. `undefined`
   * where none was saved.
   *
   * @throws TrainError `CHECKPOINT_DAMAGED` where those that are there cannot be read, `CHECKPOINT_VERSION` where the
   *   newest readable one is of a format that this version does not know; `NO_WEB_CRYPTO`
   */
  load(which: 'last' | 'best'): Promise<Checkpoint | undefined>;
  /** Removes the checkpoints, and nothing else. @throws TrainError `CHECKPOINT_UNWRITABLE` */
  clear(): Promise<void>;
}

/**
 * Opens the checkpoints of one place: a directory in Node, made at the first save; in browsers a name, in the origin's
 * private file system or else in IndexedDB. Only one program may save to a place at a time.
 *
 * @throws TrainError `INVALID_ARGUMENT` for what is no path, or no name
 */
export type OpenCheckpointStore = (directory: string | URL) => CheckpointStore;

/** Files of one place by name. */
export interface CheckpointFiles {
  /** The names of all files; none where the place is not there yet. */
  list(): Promise<string[]>;
  read(name: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The old content, or the new one, is there at any moment. */
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Opens the files of one place, for whatever is kept there besides checkpoints. @throws TrainError `INVALID_ARGUMENT` */
export type OpenFiles = (directory: string | URL) => {
  /** Its name, for messages. */
  readonly directory: string;
  readonly files: CheckpointFiles;
};

const bestFile = 'best.checkpoint';
const numbered = /^last-(\d{1,15})\.checkpoint$/;
const unfinished = /^(best|last-\d{1,15})\.checkpoint\../;
const kept = 2;

/** A store over files. */
export function createCheckpointStore(directory: string, files: CheckpointFiles): CheckpointStore {
  check.text('directory', directory);
  let earlier: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = earlier.then(work);
    earlier = result.catch(() => undefined);
    return result;
  };
  return {
    save(checkpoint, options = {}) {
      const encoding = encodeChecked(checkpoint, options);
      const best = options?.best ?? false;
      // Its failure is the caller's when its turn comes, and until then nobody's unhandled rejection.
      encoding.catch(() => undefined);
      return inTurn(async () => {
        const bytes = await encoding;
        await writing(directory, () => saveBytes(files, { bytes, best }));
      });
    },
    async load(which) {
      check.oneOf('which', which, ['last', 'best']);
      return inTurn(() => (which === 'best' ? loadBest(files) : loadLast(files)));
    },
    clear: () => inTurn(() => writing(directory, () => removeAll(files))),
  };
}

async function encodeChecked(
  checkpoint: Checkpoint,
  options: { readonly best?: boolean },
): Promise<Uint8Array<ArrayBuffer>> {
  check.options('save', options as unknown, ['best']);
  if (options.best !== undefined) check.flag('best', options.best);
  return encodeCheckpoint(checkpoint);
}

async function saveBytes(
  files: CheckpointFiles,
  { bytes, best }: { bytes: Uint8Array<ArrayBuffer>; best: boolean },
): Promise<void> {
  const names = await files.list();
  const numbers = saveNumbers(names);
  // A new name each time: no file is ever written over that may be the only good one.
  await files.write(lastFile((numbers[0] ?? 0) + 1), bytes);
  if (best) await files.write(bestFile, bytes);
  const old = numbers.slice(kept - 1).map(lastFile);
  for (const name of [...old, ...names.filter((name) => unfinished.test(name))]) await files.remove(name);
}

async function loadLast(files: CheckpointFiles): Promise<Checkpoint | undefined> {
  const faults: TrainError[] = [];
  for (const number of saveNumbers(await listed(files))) {
    const result = await readCheckpoint(files, lastFile(number));
    if (!(result instanceof TrainError)) return result;
    faults.push(result);
  }
  if (faults.length > 0) throw faults[0];
  return undefined;
}

async function loadBest(files: CheckpointFiles): Promise<Checkpoint | undefined> {
  if (!(await listed(files)).includes(bestFile)) return undefined;
  const result = await readCheckpoint(files, bestFile);
  if (result instanceof TrainError) throw result;
  return result;
}

function listed(files: CheckpointFiles): Promise<string[]> {
  return files.list().catch((cause) => {
    throw damagedCheckpoint('the place where it should be cannot be read', cause);
  });
}

/** Damage is a result, since another file may do; anything else is thrown. */
async function readCheckpoint(files: CheckpointFiles, name: string): Promise<Checkpoint | TrainError> {
  try {
    return await decodeCheckpoint(await files.read(name));
  } catch (error) {
    if (!(error instanceof TrainError)) return damagedCheckpoint(`${name} cannot be read`, error);
    if (error.code === 'CHECKPOINT_DAMAGED') return error;
    throw error;
  }
}

async function removeAll(files: CheckpointFiles): Promise<void> {
  const names = await files.list();
  const ours = names.filter((name) => name === bestFile || numbered.test(name) || unfinished.test(name));
  for (const name of ours) await files.remove(name);
}

/** The numbers of the saves that are there, newest first. */
function saveNumbers(names: readonly string[]): number[] {
  const numbers = names.flatMap((name) => numbered.exec(name)?.slice(1).map(Number) ?? []);
  return numbers.sort((a, b) => b - a);
}

function lastFile(number: number): string {
  return `last-${number}.checkpoint`;
}

async function writing(directory: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    throw unwritableCheckpoint(directory, cause);
  }
}
