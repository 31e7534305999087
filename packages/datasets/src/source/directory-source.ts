// A mirror in a local directory, with files at `<set>/<official file name>`. Node only.
import { join } from 'node:path';
import { type FileSystem, isMissing } from '../cache/disk/file-system.ts';
import { reasonOf } from '../error.ts';
import { type Source, SourceError } from './source.ts';

const CHUNK = 1 << 20;

export function directorySource(options: {
  readonly directory: string;
  readonly fileSystem: Pick<FileSystem, 'open'>;
}): Source {
  const { directory, fileSystem } = options;
  return {
    label: directory,
    isRemote: false,
    isMirror: true,
    async open(name) {
      try {
        const handle = await fileSystem.open(join(directory, ...name.split('/')), 'r');
        return { total: (await handle.stat()).size, chunks: read(handle) };
      } catch (error) {
        const reason = isMissing(error) ? 'no such file' : reasonOf(error);
        throw new SourceError(reason, { cause: error, isMissing: isMissing(error) });
      }
    },
  };
}

async function* read(handle: Awaited<ReturnType<FileSystem['open']>>) {
  try {
    for (;;) {
      const { bytesRead, buffer } = await handle.read(new Uint8Array(CHUNK), 0, CHUNK, null);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw new SourceError(reasonOf(error), { cause: error });
  } finally {
    await handle.close();
  }
}
