// Metrics of true and false positives and negatives, for each output separately: positives are outputs above a threshold.
import { type Metric, type MetricBatch, rowsOf, targetAt } from './metric.ts';

/** Keras' Precision and Recall, over all outputs or for one class. */
export interface ThresholdSpec {
  readonly kind: 'precision' | 'recall';
  /** From 0 to 1; 0.5 by default. */
  readonly threshold?: number;
  /** The output to measure; all of them by default. */
  readonly classId?: number;
}

/** True positives, false positives, false negatives. */
function counts(batch: MetricBatch, { threshold = 0.5, classId }: ThresholdSpec): number[] {
  const { outputs, width } = batch;
  const [first, end] = classId === undefined ? [0, width] : [classId, classId + 1];
  let [both, wrong, missed] = [0, 0, 0];
  for (let row = 0; row < rowsOf(batch); row++) {
    for (let k = first; k < end; k++) {
      const found = outputs[row * width + k] > threshold;
      const isTrue = targetAt(batch, row, k) > 0.5;
      if (found && isTrue) both++;
      else if (found) wrong++;
      else if (isTrue) missed++;
    }
  }
  return [both, wrong, missed];
}

const share = (part: number, others: number) => (part + others === 0 ? 0 : part / (part + others));

/** The fraction of predicted positives that are true; 0 if there are none. */
export const precision: Metric<ThresholdSpec> = {
  better: 'higher',
  ofProbabilities: true,
  sums: counts,
  value: ([both, wrong]) => share(both, wrong),
};

/** The fraction of true positives that were predicted; 0 if there are none. */
export const recall: Metric<ThresholdSpec> = {
  better: 'higher',
  ofProbabilities: true,
  sums: counts,
  value: ([both, , missed]) => share(both, missed),
};

/** Keras' default. Its thresholds are -1e-7, 1/199, 2/199, …, 198/199 and 1 + 1e-7. */
const thresholds = 200;

/**
 * The area under the ROC curve, computed like Keras' AUC: trapezoids between 200 thresholds. 0.5 is as good as chance. The
 * sums are the numbers of positives, then of negatives, by the number of thresholds that their outputs exceed.
 */
export const auc: Metric<unknown> = {
  better: 'higher',
  ofProbabilities: true,
  sums(batch) {
    const { outputs, width } = batch;
    const sums = new Array<number>(2 * (thresholds + 1)).fill(0);
    outputs.forEach((output, i) => {
      const isTrue = targetAt(batch, Math.floor(i / width), i % width) > 0.5;
      // NaN exceeds none of them.
      const above =
        output >= 0 ? Math.min(thresholds - 1, Math.max(1, Math.ceil(output * (thresholds - 1)))) : 0;
      sums[above + (isTrue ? 0 : thresholds + 1)]++;
    });
    return sums;
  },
  value(sums) {
    // From the highest threshold down, more and more outputs exceed it.
    let [positives, negatives, area] = [0, 0, 0];
    for (let above = thresholds; above >= 0; above--) {
      const [more, wrong] = [sums[above], sums[above + thresholds + 1]];
      area += wrong * (positives + more / 2);
      positives += more;
      negatives += wrong;
    }
    return positives * negatives === 0 ? 0 : area / (positives * negatives);
  },
};
