// Checkpoints in the origin private file system or, if there is none, in IndexedDB. In Node: checkpoint-store.node.ts. The
// choice of files is in checkpoint-store.ts.
import { check } from '../check.ts';
import {
  type CheckpointFiles,
  createCheckpointStore,
  type OpenCheckpointStore,
  type OpenFiles,
} from './checkpoint-store.ts';

export const openCheckpointStore: OpenCheckpointStore = (directory) => {
  check.text('directory', directory);
  return createCheckpointStore(directory, filesWhereThereAre(directory));
};

/** Opens the files under a name. @throws TrainError `INVALID_ARGUMENT` */
export const openFiles: OpenFiles = (directory) => {
  check.text('directory', directory);
  return { directory: String(directory), files: filesWhereThereAre(String(directory)) };
};

/** Chooses the storage at the first use and keeps to it. */
function filesWhereThereAre(directory: string): CheckpointFiles {
  let chosen: Promise<CheckpointFiles> | undefined;
  const files = () => {
    chosen ??= privateFiles(directory).then((found) => found ?? databaseFiles(directory));
    return chosen;
  };
  return {
    list: async () => (await files()).list(),
    read: async (name) => (await files()).read(name),
    write: async (name, bytes) => (await files()).write(name, bytes),
    remove: async (name) => (await files()).remove(name),
  };
}

const databaseName = 'nn101 checkpoints';
const storeName = 'files';

/** The files under one name. A key is the pair of this name and the file's name. */
export function databaseFiles(directory: string): CheckpointFiles {
  return {
    async list() {
      // An array is greater than any string, so that all files of the name lie in between.
      const range = IDBKeyRange.bound([directory, ''], [directory, []]);
      const keys = await inStore('readonly', (store) => store.getAllKeys(range));
      return keys.flatMap((key) => (Array.isArray(key) ? [String(key[1])] : []));
    },
    async read(name) {
      const value: unknown = await inStore('readonly', (store) => store.get([directory, name]));
      if (value instanceof Uint8Array) return new Uint8Array(value);
      throw new Error(`there is no ${name}`);
    },
    async write(name, bytes) {
      await inStore('readwrite', (store) => store.put(bytes, [directory, name]));
    },
    async remove(name) {
      await inStore('readwrite', (store) => store.delete([directory, name]));
    },
  };
}

/** Runs one request in a transaction of its own; resolves when the transaction, not only the request, is complete. */
async function inStore<T>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await openDatabase();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(storeName, mode, { durability: 'strict' });
      const request = ask(transaction.objectStore(storeName));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? request.error);
    });
  } finally {
    database.close();
  }
}

function openDatabase(): Promise<IDBDatabase> {
  if (!globalThis.indexedDB) return Promise.reject(new Error('this browser has no IndexedDB'));
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * The files under one name; undefined if the browser has no such file system, denies access to it (private windows), or
 * cannot write files completely (Safari before 26).
 */
export async function privateFiles(directory: string): Promise<CheckpointFiles | undefined> {
  if (!globalThis.FileSystemFileHandle?.prototype.createWritable) return undefined;
  try {
    const root = await navigator.storage.getDirectory();
    return folderFiles(root, `nn101 checkpoints ${encodeURIComponent(directory)}`);
  } catch {
    return undefined;
  }
}

function folderFiles(root: FileSystemDirectoryHandle, name: string): CheckpointFiles {
  const folder = () => root.getDirectoryHandle(name, { create: true });
  return {
    async list() {
      const names: string[] = [];
      for await (const [file, handle] of (await folder()).entries()) {
        // If a page is closed during the first write of a file, an empty file remains.
        if (handle.kind === 'file' && (await handle.getFile()).size > 0) names.push(file);
      }
      return names;
    },
    async read(file) {
      const handle = await (await folder()).getFileHandle(file);
      return new Uint8Array(await (await handle.getFile()).arrayBuffer());
    },
    async write(file, bytes) {
      const handle = await (await folder()).getFileHandle(file, { create: true });
      // The stream writes a temporary file, which replaces the old one on close.
      const stream = await handle.createWritable();
      await stream.write(bytes);
      await stream.close();
    },
    remove: async (file) => (await folder()).removeEntry(file),
  };
}
