// Checkpoints in a directory. In browsers: checkpoint-store.browser.ts. The choice of files is in checkpoint-store.ts.
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { localPath, makeFolder, writeFileAtomically } from '../local-files.ts';
import {
  type CheckpointFiles,
  createCheckpointStore,
  type OpenCheckpointStore,
  type OpenFiles,
} from './checkpoint-store.ts';

/** Opens a store of checkpoints; see `OpenCheckpointStore`. In Node a directory, in browsers a name in IndexedDB. */
export const openCheckpointStore: OpenCheckpointStore = (directory) =>
  createCheckpointStore(localPath('directory', directory), directoryFiles(localPath('directory', directory)));

/** Opens the files of a directory. @throws TrainError `INVALID_ARGUMENT` */
export const openFiles: OpenFiles = (location) => {
  const directory = localPath('directory', location);
  return { directory, files: directoryFiles(directory) };
};

export function directoryFiles(directory: string): CheckpointFiles {
  return {
    async list() {
      try {
        return await readdir(directory);
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
        throw error;
      }
    },
    async read(name) {
      return await readFile(join(directory, name));
    },
    async write(name, bytes) {
      await makeFolder(directory);
      await writeFileAtomically(join(directory, name), bytes);
    },
    remove: (name) => rm(join(directory, name), { force: true }),
  };
}
