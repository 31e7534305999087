// Checkpoints in the origin's private file system, or in IndexedDB where there is none. In Node:
// checkpoint-store.node.ts. Which files there are: checkpoint-store.ts.
import { check } from './check.ts';
import {
  type CheckpointFiles,
  createCheckpointStore,
  type OpenCheckpointStore,
  type OpenFiles,
} from './checkpoint-store.ts';
import { databaseFiles } from './database-files.ts';
import { privateFiles } from './private-files.ts';

export const openCheckpointStore: OpenCheckpointStore = (place) => {
  check.text('place', place);
  return createCheckpointStore(place, filesWhereThereAre(place));
};

/** The files of a place, which is a name. @throws TrainError `INVALID_ARGUMENT` */
export const openFiles: OpenFiles = (place) => {
  check.text('directory', place);
  return { place: String(place), files: filesWhereThereAre(String(place)) };
};

/** Chosen at the first use, and then kept to. */
function filesWhereThereAre(place: string): CheckpointFiles {
  let chosen: Promise<CheckpointFiles> | undefined;
  const files = () => {
    chosen ??= privateFiles(place).then((found) => found ?? databaseFiles(place));
    return chosen;
  };
  return {
    list: async () => (await files()).list(),
    read: async (name) => (await files()).read(name),
    write: async (name, bytes) => (await files()).write(name, bytes),
    remove: async (name) => (await files()).remove(name),
  };
}
