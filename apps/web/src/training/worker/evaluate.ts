// Evaluates a network on a test split: probabilities, computed once while the weights stay the same, and from them loss,
// accuracy, classification report, confusion matrix and mistakes.
import {
  argmaxRows,
  classificationReport,
  confusionMatrix,
  formatClassificationReport,
  predict,
} from '@nn101/train/graph';
import type { LoadedDataset } from '../data/dataset-contents.ts';
import type { RegisteredModel } from '../network/model-registry.ts';
import { checkShape, type PageNetwork } from '../network/page-network.ts';
import type { TestReport } from '../payloads.ts';
import { TrainPageError } from '../train-page-error.ts';

/** The labels of a test split, with the probabilities that a network predicts. */
export interface TestPredictions {
  readonly labels: Uint8Array;
  readonly classNames: readonly string[];
  /** `[images, classes]`. */
  readonly probabilities: Float32Array;
}

/** Bytes that the outputs of all layers may take in one forward pass. */
const maxActivationBytes = 64 * 2 ** 20;

/** Returns the number of images that are predicted in one forward pass. */
export function inferenceBatch({ activationBytes }: PageNetwork): number {
  return Math.min(1000, Math.max(10, Math.floor(maxActivationBytes / activationBytes)));
}

/** @throws TrainPageError `SHAPE_MISMATCH` if the network does not fit the data set */
export async function predictTestSplit(
  model: RegisteredModel,
  { data }: { data: LoadedDataset },
): Promise<TestPredictions> {
  const { network, testProbabilities } = model;
  const { labels, classNames } = data.test;
  checkShape(network, data.test);
  const { classes } = network.description;
  if (classes !== classNames.length) {
    throw new TrainPageError(
      'SHAPE_MISMATCH',
      `The network knows ${classes} classes, and ${data.title} has ${classNames.length}. Train a network on this set.`,
    );
  }
  const cached = testProbabilities.get(data);
  if (cached) return { labels, classNames, probabilities: cached };
  const batchSize = inferenceBatch(network);
  const probabilities = await predict(network.network, data.test, { batchSize });
  // While the network is being trained, its weights change between two calls.
  if (!model.refresh) testProbabilities.set(data, probabilities);
  return { labels, classNames, probabilities };
}

/** Keras clips probabilities to this distance from 0 and 1 before it takes the logarithm. */
const clip = 1e-7;

/** Returns the mean categorical cross-entropy and the accuracy. */
export function scoreOf({ labels, probabilities }: TestPredictions): { loss: number; accuracy: number } {
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

/** Returns everything that the notebook prints about the test split. */
export function evaluationReport(tested: TestPredictions): TestReport {
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

/**
 * Returns the row numbers of at most `max` misclassified images, in descending order of the predicted probability. With
 * `truth` and `predicted`, only images of that class with that prediction, which may be the right one.
 */
export function mistakeRows(
  { labels, probabilities }: TestPredictions,
  { truth, predicted, max }: { truth?: number; predicted?: number; max: number },
): number[] {
  const classes = probabilities.length / labels.length;
  const predictions = argmaxRows(probabilities, classes);
  const isPair = truth !== undefined && predicted !== undefined;
  const rows: number[] = [];
  labels.forEach((label, row) => {
    const matches = isPair ? label === truth && predictions[row] === predicted : predictions[row] !== label;
    if (matches) rows.push(row);
  });
  const certainty = (row: number) => probabilities[row * classes + predictions[row]];
  return rows.sort((a, b) => certainty(b) - certainty(a) || a - b).slice(0, max);
}
