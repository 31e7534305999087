// Our own engine: fit() of @nn101/train. The time is from the images' bytes to the new weights.
import { createModel } from '@nn101/models';
import { type FitOptions, fit, prepareBackend } from '@nn101/train';
import { randomBatch } from '../random-batch.ts';
import type { Driver, Task } from '../task.ts';

const endless = 1_000_000;

type Options = Pick<FitOptions, 'arithmetic'> & { readonly workers?: number };

export async function prepareNn101(task: Task, options: Options = {}): Promise<Driver> {
  const { workers = 1, arithmetic = 'deterministic' } = options;
  const { versions } = await prepareBackend();
  const model = createModel(task.model, { seed: 0 });
  // One step an epoch: then an epoch's time is that of its step.
  const { batchSize } = task;
  const events = fit(model, { train: randomBatch(task), epochs: endless, batchSize, workers, arithmetic });
  return {
    label: arithmetic === 'fused' ? 'NN101, fused' : 'NN101',
    workers,
    versions,
    step: async () => {
      for (;;) {
        const { value, done } = await events.next();
        if (done) throw new Error('The training ended.');
        if (value.type === 'epoch') return 1000 * value.seconds;
      }
    },
  };
}
