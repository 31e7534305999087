// An engine's process for tests: node fake-engine.mjs BEHAVIOUR. It speaks the protocol of engine-process.ts.
import { createInterface } from 'node:readline';

const [behaviour] = process.argv.slice(2);
const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

if (behaviour === 'cannot') tell({ event: 'cannot', why: 'no convolutions' });
else if (behaviour === 'crash') throw new Error('out of luck');
else if (behaviour === 'silent') setInterval(() => undefined, 1000);
else {
  process.stdout.write('a library says hello\n');
  tell({ event: 'ready', label: 'Fake 1', workers: 1, versions: { fake: '1.0.0' } });
  let count = 0;
  for await (const line of createInterface({ input: process.stdin })) {
    count += 1;
    if (behaviour === 'dies' && count === 2) process.exit(3);
    if (line === 'step') tell({ event: 'step', microsecondsPerSample: 10 * count });
  }
}
