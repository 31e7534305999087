// A program for the test that kills it: saves checkpoints into the directory of its first argument until then, and prints
// each one's number after saving it.
import { openCheckpointStore } from '../checkpoint/checkpoint-store.node.ts';
import { checkpointAt } from './checkpoints.ts';

const values = 100_000;
const store = openCheckpointStore(process.argv[2]);
const last = await store.load('last');
for (let updates = (last?.position.updates ?? 0) + 1; ; updates++) {
  await store.save(checkpointAt(updates, values), { best: updates % 3 === 0 });
  process.stdout.write(`${updates}\n`);
}
