// A process that writes one set's bytes into a directory, for loaders that want other files: SET DIRECTORY. The program of
// loaders.ts, whose own memory must stay small: on Linux, the processes that it starts begin with it as their peak.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedSet } from './cached-set.ts';

const [set, directory] = process.argv.slice(2);
const { train, test } = await cachedSet(set);
for (const [part, { images, labels }] of Object.entries({ train, test })) {
  writeFileSync(join(directory, `${set}.${part}.images`), images);
  writeFileSync(join(directory, `${set}.${part}.labels`), labels);
}
