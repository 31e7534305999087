// node benchmarks/dist/synthetic-digits.js: how many real test images of MNIST mnist-basic reads that has learned from
// nothing but the digits that @nn101/datasets draws. The figures in that package's documentation come from here.
import { parseArgs } from 'node:util';
import { loadSplit, syntheticDigits } from '@nn101/datasets';
import { createModel } from '@nn101/models';
import { evaluate, fit, prepareBackend } from '@nn101/train';
import { runProgram } from './run-program.ts';

const options = {
  seeds: { type: 'string', default: '0,1,2' },
  images: { type: 'string', default: '60000' },
  epochs: { type: 'string', default: '12' },
} as const;

await runProgram(async (args) => {
  const { values } = parseArgs({ args, options });
  await prepareBackend();
  const real = await loadSplit('mnist', 'test');
  for (const seed of values.seeds.split(',').map(Number)) {
    const train = syntheticDigits({ count: Number(values.images), seed });
    const model = createModel('mnist-basic', { seed });
    let learned = 0;
    for await (const event of fit(model, { train, epochs: Number(values.epochs), batchSize: 1000, seed })) {
      if (event.type === 'epoch') learned = event.accuracy;
    }
    const { accuracy } = await evaluate(model, real);
    console.log(
      `seed ${seed}: ${accuracy.toFixed(4)} of MNIST's test images, ${learned.toFixed(4)} of its own digits`,
    );
    model.dispose();
  }
});
