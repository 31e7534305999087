// What a network's probabilities say about a test split: loss, accuracy, report, confusions, mistakes. The
// probabilities themselves are computed once per network: predict-test-split.ts.
import {
  argmaxRows,
  classificationReport,
  confusionMatrix,
  formatClassificationReport,
} from '@nn101/train/graph';
import type { TestReport } from '../payloads.ts';

/** A test split's labels, and what a network says. */
export interface Tested {
  readonly labels: Uint8Array;
  readonly classNames: readonly string[];
  /** `[images, classes]`. */
  readonly probabilities: Float32Array;
}

/** Keras clips probabilities to this distance from 0 and 1 before it takes the logarithm. */
const clip = 1e-7;

/** Mean categorical cross-entropy and accuracy. */
export function scoreOf({ labels, probabilities }: Tested): { loss: number; accuracy: number } {
  const classes = probabilities.length / labels.length;
  const predictions = argmaxRows(probabilities, classes);
  let [loss, right] = [0, 0];
  labels.forEach((label, i) => {
    const probability = probabilities[i * classes + label];
    loss -= Math.log(Math.min(1 - clip, Math.max(clip, probability)));
    if (predictions[i] === label) right++;
  });
  return { loss: loss / labels.length, accuracy: right / labels.length };
}

/** Everything the notebook prints about the test split. */
export function reportOf(tested: Tested): TestReport {
  const { labels, classNames, probabilities } = tested;
  const predictions = argmaxRows(probabilities, probabilities.length / labels.length);
  const report = classificationReport({ labels, predictions, classNames });
  const wrong = labels.reduce((count, label, i) => count + (predictions[i] === label ? 0 : 1), 0);
  return {
    ...scoreOf(tested),
    images: labels.length,
    wrong,
    report,
    reportText: formatClassificationReport(report),
    confusion: confusionMatrix({ labels, predictions, classes: classNames.length }),
    classNames: [...classNames],
  };
}

/** Rows of wrong images, those first of which the network was surest. */
export function mistakeRows(
  { labels, probabilities }: Tested,
  wanted: { truth?: number; predicted?: number; most: number },
): number[] {
  const classes = probabilities.length / labels.length;
  const predictions = argmaxRows(probabilities, classes);
  const isPair = wanted.truth !== undefined && wanted.predicted !== undefined;
  const rows: number[] = [];
  labels.forEach((label, row) => {
    const matches = isPair
      ? label === wanted.truth && predictions[row] === wanted.predicted
      : predictions[row] !== label;
    if (matches) rows.push(row);
  });
  const certainty = (row: number) => probabilities[row * classes + predictions[row]];
  return rows.sort((a, b) => certainty(b) - certainty(a) || a - b).slice(0, wanted.most);
}
