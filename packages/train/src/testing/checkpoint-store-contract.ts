// The contract of every checkpoint store, as one sequence of calls that runs in Node and on a page, and its expected
// results.
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import type { CheckpointFiles, OpenCheckpointStore } from '../checkpoint/checkpoint-store.ts';
import { checkpointAt } from './checkpoints.ts';

/** A separate location for each sequence: its store, and the files behind it. */
export interface StoreUnderTest {
  readonly open: OpenCheckpointStore;
  readonly directory: string;
  readonly files: CheckpointFiles;
}

const updatesOf = (checkpoint: Checkpoint | undefined) => checkpoint?.position.updates ?? 'none';
const code = (error: { code?: string }) => error.code;

export async function exerciseStore({
  open,
  directory,
  files,
}: StoreUnderTest): Promise<Record<string, unknown>> {
  const store = open(directory);
  const names = async () => (await files.list()).sort().join(' ');
  const flip = async (name: string) => {
    const bytes = await files.read(name);
    bytes[40] ^= 1;
    await files.write(name, bytes);
  };
  const both = async (from = store) => [
    updatesOf(await from.load('last')),
    updatesOf(await from.load('best')),
  ];
  const story: Record<string, unknown> = { 'nothing saved': await both() };
  await store.clear();
  await store.save(checkpointAt(1), { best: true });
  story['saved once'] = [...(await both()), await names()];
  await Promise.all([2, 3, 4].map((updates) => store.save(checkpointAt(updates))));
  story['saved four times'] = [...(await both()), await names()];
  story['as another store sees it'] = await both(open(directory));
  story['another directory'] = await both(open(`${directory} 2`));
  const restored = await store.load('last');
  story.whole = JSON.stringify(restored) === JSON.stringify(checkpointAt(4));
  await flip('last-4.checkpoint');
  story['newest damaged'] = await both();
  await store.save(checkpointAt(5));
  story['saved over damage'] = [...(await both()), await names()];
  await flip('last-5.checkpoint');
  await flip('best.checkpoint');
  story['all damaged'] = [await store.load('last').catch(code), await store.load('best').catch(code)];
  await files.write('notes.txt', new Uint8Array(1));
  await store.clear();
  story.cleared = [...(await both()), await names()];
  await files.remove('notes.txt');
  return story;
}

export const expectedResults = {
  'nothing saved': ['none', 'none'],
  'saved once': [1, 1, 'best.checkpoint last-1.checkpoint'],
  'saved four times': [4, 1, 'best.checkpoint last-3.checkpoint last-4.checkpoint'],
  'as another store sees it': [4, 1],
  'another directory': ['none', 'none'],
  whole: true,
  'newest damaged': [3, 1],
  'saved over damage': [5, 1, 'best.checkpoint last-4.checkpoint last-5.checkpoint'],
  'all damaged': ['CHECKPOINT_DAMAGED', 'CHECKPOINT_DAMAGED'],
  cleared: ['none', 'none', 'notes.txt'],
};
