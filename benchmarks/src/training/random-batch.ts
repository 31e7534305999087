// The batch that all engines are fed with: noise, as good as digits for measuring time.
import { networks } from '@nn101/models/graph';
import { RandomState } from '@nn101/scratch';
import type { LabelledImages } from '@nn101/train';
import type { Task } from './task.ts';

/** Classes of all the course's data sets. */
export const classes = 10;

/** Bytes and labels by chance, the same at every call. */
export function randomBatch({ model, batchSize }: Task): LabelledImages {
  const random = new RandomState(0);
  const { inputShape } = networks[model];
  const size = inputShape.reduce((product, length) => product * length, batchSize);
  return {
    images: Uint8Array.from(random.rand(size), (value) => 256 * value),
    labels: Uint8Array.from(random.rand(batchSize), (value) => classes * value),
    shape: [batchSize, ...inputShape],
  };
}
