// The browsers' stores for a test page: bundled, and run in Chromium by checkpoint-store.browser.test.ts.

import { databaseFiles, openCheckpointStore, privateFiles } from '../checkpoint/checkpoint-store.browser.ts';
import { createCheckpointStore } from '../checkpoint/checkpoint-store.ts';
import { exerciseStore } from './checkpoint-store-contract.ts';
import { checkpointAt } from './checkpoints.ts';

/** Uses the public store, which uses the private file system here. */
export async function exercisePrivate(directory: string): Promise<Record<string, unknown>> {
  const files = await privateFiles(directory);
  if (!files) throw new Error('the page has no private file system');
  return exerciseStore({ open: openCheckpointStore, directory, files });
}

export function exerciseDatabase(directory: string): Promise<Record<string, unknown>> {
  const open = (name: string | URL) => createCheckpointStore(String(name), databaseFiles(String(name)));
  return exerciseStore({ open, directory, files: databaseFiles(directory) });
}

/** Removes createWritable first, as in browsers without it. */
export async function exerciseWithoutWritable(directory: string): Promise<Record<string, unknown>> {
  Reflect.deleteProperty(FileSystemFileHandle.prototype, 'createWritable');
  return exerciseStore({ open: openCheckpointStore, directory, files: databaseFiles(directory) });
}

export function save(directory: string, updates: number): Promise<void> {
  return openCheckpointStore(directory).save(checkpointAt(updates));
}

export async function loadedUpdates(directory: string): Promise<number | undefined> {
  return (await openCheckpointStore(directory).load('last'))?.position.updates;
}
