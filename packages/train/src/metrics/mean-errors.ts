// Means over rows of a measure of each row's error, in float64. As losses: ../tape/losses-on-tape.ts.
import { logarithm, logarithmOfOnePlus } from '#deterministic-math';
import { epsilon } from '../losses/loss.ts';
import { type Metric, type MetricBatch, meanOf, rowsOf, targetAt } from './metric.ts';

/** A metric that is the mean over rows of a value per row. */
function meanOfRows(
  of: (row: { outputs: ArrayLike<number>; targets: ArrayLike<number> }) => number,
  {
    better = 'lower',
    ofProbabilities = false,
  }: Partial<Pick<Metric<unknown>, 'better' | 'ofProbabilities'>> = {},
): Metric<unknown> {
  return {
    better,
    ofProbabilities,
    sums(batch) {
      const rows = rowsOf(batch);
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += of(rowOf(batch, row));
      return [sum, rows];
    },
    value: meanOf,
  };
}

function rowOf(batch: MetricBatch, row: number) {
  const { outputs, width } = batch;
  return {
    outputs: outputs.subarray(row * width, (row + 1) * width),
    targets: Float64Array.from({ length: width }, (_, k) => targetAt(batch, row, k)),
  };
}

/** The mean over the last axis of a measure of an output and its target. */
function meanOfOutputs(measure: (output: number, target: number) => number): Metric<unknown> {
  return meanOfRows(({ outputs, targets }) => sumOf(outputs, targets, measure) / outputs.length);
}

function sumOf(
  outputs: ArrayLike<number>,
  targets: ArrayLike<number>,
  term: (output: number, target: number) => number,
): number {
  let sum = 0;
  for (let k = 0; k < outputs.length; k++) sum += term(outputs[k], targets[k]);
  return sum;
}

export const meanSquaredError = meanOfOutputs((output, target) => (output - target) * (output - target));

/** The root of the mean over all of them, in the targets' unit. */
export const rootMeanSquaredError: Metric<unknown> = {
  ...meanSquaredError,
  value: (sums) => Math.sqrt(meanOf(sums)),
};

export const meanAbsoluteError = meanOfOutputs((output, target) => Math.abs(output - target));

export const meanAbsolutePercentageError = meanOfOutputs(
  (output, target) => (100 * Math.abs(output - target)) / Math.max(Math.abs(target), epsilon),
);

const logarithmOf = (value: number) => logarithmOfOnePlus(Math.max(value, epsilon));

export const meanSquaredLogarithmicError = meanOfOutputs((output, target) => {
  const difference = logarithmOf(output) - logarithmOf(target);
  return difference * difference;
});

/** The cosine of the angle between output and target: 1 if they have the same direction. */
export const cosineSimilarity = meanOfRows(
  ({ outputs, targets }) => {
    const length = (values: ArrayLike<number>) =>
      Math.max(Math.sqrt(sumOf(values, values, (a, b) => a * b)), epsilon);
    return sumOf(outputs, targets, (a, b) => a * b) / (length(outputs) * length(targets));
  },
  { better: 'higher' },
);

const clipped = (p: number) => (Number.isNaN(p) ? p : Math.min(Math.max(p, epsilon), 1 - epsilon));

export const categoricalCrossentropy = meanOfRows(
  ({ outputs, targets }) => -sumOf(outputs, targets, (p, t) => (t === 0 ? 0 : t * logarithm(clipped(p)))),
  { ofProbabilities: true },
);

export const binaryCrossentropy: Metric<unknown> = {
  ...meanOfOutputs((p, t) => -(t * logarithm(clipped(p)) + (1 - t) * logarithm(1 - clipped(p)))),
  ofProbabilities: true,
};

/**
 * The fraction of the targets' variance that the outputs explain, averaged over the last axis: 1 for all of it, 0 for
 * outputs no better than the mean. The sums are, for each index of that axis: rows, Σ target, Σ target², Σ error².
 */
export const r2Score: Metric<unknown> = {
  better: 'higher',
  sums(batch) {
    const { outputs, width } = batch;
    const rows = rowsOf(batch);
    return Array.from({ length: width }, (_, k) => {
      let [sum, squares, errors] = [0, 0, 0];
      for (let row = 0; row < rows; row++) {
        const target = targetAt(batch, row, k);
        const error = outputs[row * width + k] - target;
        sum += target;
        squares += target * target;
        errors += error * error;
      }
      return [rows, sum, squares, errors];
    }).flat();
  },
  value(sums) {
    const width = sums.length / 4;
    let total = 0;
    for (let k = 0; k < width; k++) {
      const [rows, sum, squares, errors] = sums.slice(4 * k, 4 * k + 4);
      total += 1 - errors / (squares - (sum * sum) / rows);
    }
    return total / width;
  },
};
