// Keeps the last two checkpoints of a run and the best one. This file decides which file is which, over files that are
// either complete or absent; checkpoint-store.node.ts (a directory) and checkpoint-store.browser.ts store them.
import { check } from '../check.ts';
import { TrainError } from '../train-error.ts';
import { type Checkpoint, damagedCheckpoint, unwritableCheckpoint } from './checkpoint.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint-format.ts';

/** Stores the last checkpoint of a run and the best one; each is either complete or absent. */
export interface CheckpointStore {
  /**
   * Saves the checkpoint as the last one and, with `best`, as the best one too. The previous one is kept until the new one
   * is complete. The vectors are copied before the promise is returned; saves are made in the order of the calls.
   *
   * @throws TrainError `CHECKPOINT_UNWRITABLE` with the system's error as cause; `NO_WEB_CRYPTO`
   */
  save(checkpoint: Checkpoint, options?: { readonly best?: boolean }): Promise<void>;
  /**
   * Loads the last checkpoint, or the one before if the last one is damaged; or loads the best one. Resolves to undefined
   * if none was saved.
   *
   * @throws TrainError `CHECKPOINT_DAMAGED` if the existing ones cannot be read, `CHECKPOINT_VERSION` if the newest
   *   readable one has a format that this version does not support; `NO_WEB_CRYPTO`
   */
  load(which: 'last' | 'best'): Promise<Checkpoint | undefined>;
  /** Deletes the checkpoints, and no other files. @throws TrainError `CHECKPOINT_UNWRITABLE` */
  clear(): Promise<void>;
}

/**
 * Opens the checkpoints of a directory, which in Node is created at the first save. In browsers it is a name in the origin
 * private file system or, without one, in IndexedDB. Only one program at a time may save there.
 *
 * @throws TrainError `INVALID_ARGUMENT` for a value that is not a path or a name
 */
export type OpenCheckpointStore = (directory: string | URL) => CheckpointStore;

/** The files of one directory, by name. */
export interface CheckpointFiles {
  /** Returns the names of all files; none if the directory does not exist. */
  list(): Promise<string[]>;
  read(name: string): Promise<Uint8Array<ArrayBuffer>>;
  /** At any moment either the old or the new content exists. */
  write(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  remove(name: string): Promise<void>;
}

/** Opens the files of a directory, also for content other than checkpoints. @throws TrainError `INVALID_ARGUMENT` */
export type OpenFiles = (directory: string | URL) => {
  /** The name of the directory, for messages. */
  readonly directory: string;
  readonly files: CheckpointFiles;
};

const bestFile = 'best.checkpoint';
const numbered = /^last-(\d{1,15})\.checkpoint$/;
const unfinished = /^(best|last-\d{1,15})\.checkpoint\../;
const kept = 2;

/** Creates a store on top of these files. */
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
      // A failure is reported to the caller when its turn comes; until then it must not be an unhandled rejection.
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
  // A new name each time, so that the only good file is never overwritten.
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
    throw damagedCheckpoint('its storage cannot be read', cause);
  });
}

/** Damage is returned, because another file may be usable; other errors are thrown. */
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

/** Returns the numbers of the existing saves, newest first. */
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
