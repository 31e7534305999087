// Files in IndexedDB, one record each. Browsers only.
import type { CheckpointFiles } from './checkpoint-store.ts';

const databaseName = 'nn101 checkpoints';
const storeName = 'files';

/** The files of one place. A key is the pair of place and name. */
export function databaseFiles(place: string): CheckpointFiles {
  return {
    async list() {
      // An array is greater than any string: all names of the place lie between.
      const range = IDBKeyRange.bound([place, ''], [place, []]);
      const keys = await inStore('readonly', (store) => store.getAllKeys(range));
      return keys.flatMap((key) => (Array.isArray(key) ? [String(key[1])] : []));
    },
    async read(name) {
      const value: unknown = await inStore('readonly', (store) => store.get([place, name]));
      if (value instanceof Uint8Array) return new Uint8Array(value);
      throw new Error(`there is no ${name}`);
    },
    async write(name, bytes) {
      await inStore('readwrite', (store) => store.put(bytes, [place, name]));
    },
    async remove(name) {
      await inStore('readwrite', (store) => store.delete([place, name]));
    },
  };
}

/** One request in a transaction of its own; done when the transaction is, not when the request is. */
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
