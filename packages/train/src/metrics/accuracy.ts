// How often the network is right: by the most probable class, by the k most probable ones, or by each output separately.
import { type Metric, type MetricBatch, meanOf, rowsOf, targetAt } from './metric.ts';

/** Keras' BinaryAccuracy: outputs above the threshold count as 1. */
export interface BinaryAccuracySpec {
  readonly kind: 'binaryAccuracy';
  /** From 0 to 1; 0.5 by default. */
  readonly threshold?: number;
}

/** Keras' TopKCategoricalAccuracy. Of equal outputs the first class ranks first; a row with NaN is a miss. */
export interface TopKAccuracySpec {
  readonly kind: 'topKCategoricalAccuracy' | 'sparseTopKCategoricalAccuracy';
  /** 1 or more; 5 by default. */
  readonly k?: number;
}

/** Returns the index of the largest of `width` values; the first one of equal values. */
function argmaxOf(at: (k: number) => number, width: number): number {
  let best = 0;
  for (let k = 1; k < width; k++) if (at(k) > at(best)) best = k;
  return best;
}

/** The true class of a row. */
function classOf(batch: MetricBatch, row: number): number {
  return batch.labels ? batch.labels[row] : argmaxOf((k) => targetAt(batch, row, k), batch.width);
}

/** A metric that is the fraction of rows that satisfy a condition. */
function shareOfRows<Spec>(hits: (batch: MetricBatch, row: number, spec: Spec) => boolean): Metric<Spec> {
  return {
    better: 'higher',
    sums(batch, spec) {
      const rows = rowsOf(batch);
      let count = 0;
      for (let row = 0; row < rows; row++) if (hits(batch, row, spec)) count++;
      return [count, rows];
    },
    value: meanOf,
  };
}

/** The most probable class is the true one. */
export const categoricalAccuracy: Metric<unknown> = shareOfRows((batch, row) => {
  const { outputs, width } = batch;
  const start = row * width;
  let best = start;
  for (let k = start + 1; k < start + width; k++) if (outputs[k] > outputs[best]) best = k;
  return best - start === classOf(batch, row);
});

/** The true class is among the `k` most probable ones. */
export const topKCategoricalAccuracy: Metric<TopKAccuracySpec> = shareOfRows((batch, row, { k = 5 }) => {
  const { outputs, width } = batch;
  const values = outputs.subarray(row * width, (row + 1) * width);
  return !values.some(Number.isNaN) && rankOf(values, classOf(batch, row)) < k;
});

/** Returns the number of classes that rank before this one by their value. */
export function rankOf(values: Float32Array, label: number): number {
  const own = values[label];
  return values.reduce((rank, value, i) => rank + (value > own || (value === own && i < label) ? 1 : 0), 0);
}

/** Each output is on the true side of the threshold. */
export const binaryAccuracy: Metric<BinaryAccuracySpec> = {
  better: 'higher',
  ofProbabilities: true,
  sums(batch, { threshold = 0.5 }) {
    const { outputs, width } = batch;
    const hits = outputs.reduce((count, output, i) => {
      const target = targetAt(batch, Math.floor(i / width), i % width);
      return count + Number(Number(output > threshold) === target);
    }, 0);
    return [hits, outputs.length];
  },
  value: meanOf,
};
