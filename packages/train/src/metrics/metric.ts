// The contract of a metric: sums over a batch, which add up to those of a data set, and the value of the sums. The metrics
// are the other files of this folder, listed in metrics.ts; functions of the results of predict() are beside them.

/** Outputs of a network and the true values, by rows: a row is a sample, or one position of it. */
export interface MetricBatch {
  /** [rows, width] in row-major order. */
  readonly outputs: Float32Array;
  /** Length of the last axis. */
  readonly width: number;
  /** The class of each row; or `values`. */
  readonly labels?: ArrayLike<number>;
  /** The expected values of the outputs, [rows, width]. */
  readonly values?: Float32Array;
}

/** One kind of metric. */
export interface Metric<Spec> {
  readonly better: 'higher' | 'lower';
  /** Whether it requires probabilities, so that logits go through sigmoid or softmax first. */
  readonly ofProbabilities?: boolean;
  /**
   * Returns sums over the rows; their number depends only on the width. Those of several batches are added element by
   * element.
   */
  sums(batch: MetricBatch, spec: Spec): number[];
  /** Returns the metric of these sums; NaN or 0 without rows. */
  value(sums: readonly number[], spec: Spec): number;
}

/** Returns the number of rows of a batch. */
export function rowsOf({ outputs, width }: MetricBatch): number {
  return outputs.length / width;
}

/** Returns the expected value of output `k` of a row; for a class number, 1 if `k` is that class and otherwise 0. */
export function targetAt({ labels, values, width }: MetricBatch, row: number, k: number): number {
  if (values) return values[row * width + k];
  const label = labels?.[row] ?? 0;
  return width === 1 ? label : Number(label === k);
}

/** Returns the mean over rows from a sum and the number of rows. */
export function meanOf([sum, count]: readonly number[]): number {
  return sum / count;
}
