// node benchmarks/dist/jpeg-damage.js RUN: what JPEG costs a network that has learned CIFAR-10. The first 1,000 test images are
// put through JPEG, at the quality that changes them as much as the other 9,000 of the mirror's are said to be changed, and
// are tested before and after. RUN is a directory of nn101 train.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadSplit, type Split } from '@nn101/datasets';
import { evaluate, loadModel, prepareBackend } from '@nn101/train';
import { BenchmarkError } from './benchmark-error.ts';
import { likeDamage } from './jpeg/like-damage.ts';
import { runProgram } from './run-program.ts';

const options = {
  // Mean absolute difference between such images of the mirror and the published ones, in grey levels.
  difference: { type: 'string', default: '5.8' },
} as const;

await runProgram(async (args) => {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (positionals.length === 0) throw new BenchmarkError('USAGE', 'jpeg-damage takes run directories.');
  await prepareBackend();
  const models = await Promise.all(positionals.map((run) => loadModel(join(run, 'model'))));
  const published: Split = await loadSplit('cifar-10', 'test[:1000]');
  const damaged = likeDamage(published, Number(values.difference));
  const difference = damaged.difference.toFixed(2);
  console.log(`JPEG of quality ${damaged.quality}: pixels are ${difference} grey levels off on average`);
  for (const [i, model] of models.entries()) {
    const [before, after] = [await evaluate(model, published), await evaluate(model, damaged.split)];
    console.log(
      `${positionals[i]}: accuracy ${before.accuracy.toFixed(4)} as published, ${after.accuracy.toFixed(4)} after JPEG`,
    );
  }
});
