// What the probabilities of the test images say about a network: report, confusion, worst mistakes.
import type { Split } from '@nn101/datasets';
import { argmaxRows, type ClassificationReport, classificationReport } from '@nn101/train/graph';

/** The class with the highest probability of each image. */
export function predictionsOf(split: Split, probabilities: Float32Array): Uint8Array {
  return argmaxRows(probabilities, split.classNames.length);
}

/** scikit-learn's classification report of the test images. */
export function reportOn(split: Split, probabilities: Float32Array): ClassificationReport {
  return classificationReport({
    labels: split.labels,
    predictions: predictionsOf(split, probabilities),
    classNames: split.classNames,
  });
}

/** Indices of the wrongly classified images, those first whose true class was given the least probability. */
export function worstMistakes(split: Split, probabilities: Float32Array): Uint32Array {
  const classes = split.classNames.length;
  const predictions = predictionsOf(split, probabilities);
  const trueProbability = (i: number) => probabilities[i * classes + split.labels[i]];
  const wrong = Array.from(predictions.keys()).filter((i) => predictions[i] !== split.labels[i]);
  return Uint32Array.from(wrong.sort((a, b) => trueProbability(a) - trueProbability(b) || a - b));
}

/** The rows of a probability matrix that belong to the chosen images. */
export function pickRows(
  probabilities: Float32Array,
  options: { indices: Uint32Array; classes: number },
): Float32Array {
  const { indices, classes } = options;
  const rows = new Float32Array(indices.length * classes);
  indices.forEach((from, to) => {
    rows.set(probabilities.subarray(from * classes, (from + 1) * classes), to * classes);
  });
  return rows;
}
