// The contract of a metric: sums over a batch, which add up to those of a data set, and their value. The metrics are this
// folder's other files with a table in metrics.ts; functions of what predict() returns stand beside them.

/** What a network said, beside what is true, row by row: a row is a sample, or one position of it. */
export interface MetricBatch {
  /** [rows, width], one after the other. */
  readonly outputs: Float32Array;
  /** Length of the last axis. */
  readonly width: number;
  /** The class of each row; or `values`. */
  readonly labels?: ArrayLike<number>;
  /** What each output should be, [rows, width]. */
  readonly values?: Float32Array;
}

/** One kind of metric. */
export interface Metric<Spec> {
  readonly better: 'higher' | 'lower';
  /** Whether it takes probabilities, so that logits go through sigmoid or softmax first. */
  readonly ofProbabilities?: boolean;
  /** Sums over the rows, as many for every batch of one width. Those of several batches are added, one by one. */
  sums(batch: MetricBatch, spec: Spec): number[];
  /** The metric of these sums; NaN or 0 without rows. */
  value(sums: readonly number[], spec: Spec): number;
}

/** Rows of a batch. */
export function rowsOf({ outputs, width }: MetricBatch): number {
  return outputs.length / width;
}

/** What output `k` of a row should be; of a class number, whether it is that class. */
export function targetAt({ labels, values, width }: MetricBatch, row: number, k: number): number {
  if (values) return values[row * width + k];
  const label = labels?.[row] ?? 0;
  return width === 1 ? label : Number(label === k);
}

/** The mean over rows: of a sum and the number of rows it is over. */
export function meanOf([sum, count]: readonly number[]): number {
  return sum / count;
}
