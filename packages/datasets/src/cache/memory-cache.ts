// A cache that lives as long as the object: for `cache: false`, and for browsers that hide the Cache API.
import { DatasetError } from '../error.ts';
import { memoryFor } from '../memory.ts';
import type { Cache, NewFile, PartialDownload, PartialOrigin } from './cache.ts';

type Chunk = Uint8Array<ArrayBuffer>;

/** Creates an empty cache in memory. */
export function createMemoryCache(): Cache {
  const files = new Map<string, NewFile>();
  return {
    location: 'memory',
    async find(key) {
      const file = files.get(key);
      if (file === undefined) return undefined;
      const { content, sha256, vouchedBy } = file;
      return { bytes: content.length, sha256, vouchedBy, remembered: true };
    },
    async read(key, into) {
      const file = files.get(key);
      if (file === undefined) throw new DatasetError('CACHE_UNREADABLE', `${key} is not in memory.`);
      const content = memoryFor(file.content.length, into);
      content.set(file.content);
      return content;
    },
    async begin() {
      const staged: NewFile[] = [];
      return {
        partial: memoryPartials(),
        async put(file) {
          staged.push(file);
        },
        async commit() {
          for (const file of staged) files.set(file.key, file);
        },
        async rollback() {
          staged.length = 0;
        },
      };
    },
    async recordChecksum() {},
    async clear(set, names) {
      const gone = names.flatMap((name) => files.get(`${set}/${name}`) ?? []);
      for (const { key } of gone) files.delete(key);
      return { files: gone.length, bytes: gone.reduce((sum, { content }) => sum + content.length, 0) };
    },
  };
}

/** Creates an empty partial download in memory. */
export function createMemoryPartial(): PartialDownload {
  let origin: PartialOrigin | undefined;
  let chunks: Chunk[] = [];
  let bytes = 0;
  return {
    get bytes() {
      return bytes;
    },
    get origin() {
      return origin;
    },
    async begin(given) {
      origin = given;
    },
    async append(chunk) {
      chunks.push(chunk);
      bytes += chunk.length;
    },
    async reset() {
      [origin, chunks, bytes] = [undefined, [], 0];
    },
    async *read() {
      yield* chunks;
    },
  };
}

/** Partial downloads in memory, by key. Each is created when it is first requested. */
export function memoryPartials(): (key: string) => Promise<PartialDownload> {
  const partials = new Map<string, PartialDownload>();
  return async (key) => {
    const partial = partials.get(key) ?? createMemoryPartial();
    partials.set(key, partial);
    return partial;
  };
}
