// Tests a stored run again: loads its data set and its model, and computes loss, accuracy and the classification
// report. The functions below work on any matrix of class probabilities.
import { type Dataset, type Split, slice } from '@nn101/datasets';
import {
  argmaxRows,
  assess,
  type ClassificationReport,
  classificationReport,
  formatClassificationReport,
} from '@nn101/train/graph';
import { type CourseDataName, checkDataName, loadCourseData } from '../data/course-data.ts';
import { withImageProgress } from '../progress/progress-bars.ts';
import { type LoadedRun, loadRun } from '../run-directory/read-run.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** The result of testing a run. */
export interface AssessedRun {
  readonly run: LoadedRun;
  readonly dataset: Dataset;
  /** Class probabilities of the tested images, `[images, classes]`. */
  readonly probabilities: Float32Array;
  readonly report: ClassificationReport;
  /** The report in scikit-learn's layout. */
  readonly text: string;
  readonly result: {
    readonly testLoss: number;
    readonly testAccuracy: number;
    /** Number of images tested. */
    readonly images: number;
    readonly dataset: string;
    readonly verified: Dataset['verified'];
  };
}

/**
 * Loads and tests a run, on its first `first` test images if that is given. Throws what `loadRun` and
 * `loadCourseData` throw.
 */
export async function assessRun(
  name: string,
  { terminal, offline, first }: { terminal: Terminal; offline?: boolean; first?: number },
): Promise<AssessedRun> {
  const run = await loadRun(name, terminal.directory);
  const dataset = await loadCourseData(dataNameOf(run), { terminal, offline });
  await terminal.yieldToEventLoop();
  const count = dataset.test.shape[0];
  const test = first === undefined || first >= count ? dataset.test : slice(dataset.test, 0, first);
  const { loss, accuracy, probabilities } = await withImageProgress('testing', terminal, (onProgress) =>
    assess(run.network, test, { signal: terminal.signal, onProgress }),
  );
  const report = reportOn(test, probabilities);
  return {
    run,
    dataset,
    probabilities,
    report,
    text: formatClassificationReport(report).trimEnd(),
    result: {
      testLoss: loss,
      testAccuracy: accuracy,
      images: test.shape[0],
      dataset: dataset.name,
      verified: dataset.verified,
    },
  };
}

function dataNameOf({ record, spec }: LoadedRun): CourseDataName {
  return checkDataName(record.configuration.dataset, spec.inputs[0].shape);
}

/** The class with the highest probability for each image. */
export function predictionsOf(split: Split, probabilities: Float32Array): Uint8Array {
  return argmaxRows(probabilities, split.classNames.length);
}

/** scikit-learn's classification report for the test images. */
export function reportOn(split: Split, probabilities: Float32Array): ClassificationReport {
  return classificationReport({
    labels: split.labels,
    predictions: predictionsOf(split, probabilities),
    classNames: split.classNames,
  });
}

/** Indices of the misclassified images, sorted by the probability of the true class, lowest first. */
export function worstMistakes(split: Split, probabilities: Float32Array): Uint32Array {
  const classes = split.classNames.length;
  const predictions = predictionsOf(split, probabilities);
  const trueProbability = (i: number) => probabilities[i * classes + split.labels[i]];
  const wrong = Array.from(predictions.keys()).filter((i) => predictions[i] !== split.labels[i]);
  return Uint32Array.from(wrong.sort((a, b) => trueProbability(a) - trueProbability(b) || a - b));
}

/** The rows of a probability matrix for the chosen images. */
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
