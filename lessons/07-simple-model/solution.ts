// Batches, epochs and the confusion matrix, filled in.
import type { Split } from '@nn101/datasets';
import type { Network, Optimizer, OptimizerState } from '@nn101/scratch';
import { type Batch, type Epoch, step } from './start.ts';

/** 1 in the place of the label. */
export function oneHot(label: number): number[] {
  return Array.from({ length: 10 }, (_, digit) => (digit === label ? 1 : 0));
}

/** Row i begins at pixel i · 784. */
export function makeBatch({ images, labels, shape }: Split, rows: readonly number[]): Batch {
  const size = shape[1] * shape[2] * shape[3];
  return {
    inputs: rows.map((row) => Array.from(images.subarray(row * size, (row + 1) * size), (p) => p / 255)),
    targets: rows.map((row) => oneHot(labels[row])),
  };
}

/** A step for each batch; a batch's cost counts as often as it has images. */
export function runEpoch(
  begin: { network: Network; state?: OptimizerState },
  {
    split,
    rows,
    batchSize,
    optimizer,
  }: { split: Split; rows: readonly number[]; batchSize: number; optimizer: Optimizer },
): Epoch {
  let { network, state } = begin;
  let total = 0;
  for (let from = 0; from < rows.length; from += batchSize) {
    const some = rows.slice(from, from + batchSize);
    const next = step({ network, state }, { batch: makeBatch(split, some), optimizer });
    ({ network, state } = next);
    total += next.cost * some.length;
  }
  return { network, state, loss: total / rows.length };
}

/** One count for each example, in the row of the truth and the column of the prediction. */
export function confusionMatrix(labels: ArrayLike<number>, predictions: readonly number[]): number[][] {
  const matrix = Array.from({ length: 10 }, () => new Array<number>(10).fill(0));
  for (const [i, prediction] of predictions.entries()) matrix[labels[i]][prediction] += 1;
  return matrix;
}
