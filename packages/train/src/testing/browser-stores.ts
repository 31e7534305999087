// The browsers' stores for a test page: bundled, and run in Chromium by checkpoint-store.browser.test.ts.

import { databaseFiles, openCheckpointStore, privateFiles } from '../checkpoint/checkpoint-store.browser.ts';
import { createCheckpointStore } from '../checkpoint/checkpoint-store.ts';
import { tellStore } from './checkpoint-store-contract.ts';
import { checkpointAt } from './checkpoints.ts';

/** Through the store that people open, which takes the private file system here. */
export async function tellPrivate(place: string): Promise<Record<string, unknown>> {
  const files = await privateFiles(place);
  if (!files) throw new Error('the page has no private file system');
  return tellStore({ open: openCheckpointStore, place, files });
}

export function tellDatabase(place: string): Promise<Record<string, unknown>> {
  const open = (name: string | URL) => createCheckpointStore(String(name), databaseFiles(String(name)));
  return tellStore({ open, place, files: databaseFiles(place) });
}

/** Takes createWritable away first, as in browsers that have none. */
export async function tellWithoutWritable(place: string): Promise<Record<string, unknown>> {
  Reflect.deleteProperty(FileSystemFileHandle.prototype, 'createWritable');
  return tellStore({ open: openCheckpointStore, place, files: databaseFiles(place) });
}

export function save(place: string, updates: number): Promise<void> {
  return openCheckpointStore(place).save(checkpointAt(updates));
}

export async function loadedUpdates(place: string): Promise<number | undefined> {
  return (await openCheckpointStore(place).load('last'))?.position.updates;
}
