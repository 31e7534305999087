// A stored run tested anew: its data loaded, its model run over the test images.
import { type Dataset, slice } from '@nn101/datasets';
import { assess, type ClassificationReport, formatClassificationReport } from '@nn101/train/graph';
import { type CourseDataName, checkDataName, loadCourseData } from '../data/course-data.ts';
import { withImageProgress } from '../progress/progress-bars.ts';
import { type LoadedRun, loadRun } from '../run-directory/load-run.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { reportOn } from './assess.ts';

/** What testing a run gives. */
export interface AssessedRun {
  readonly run: LoadedRun;
  readonly dataset: Dataset;
  /** Of the images that were tested, `[images, classes]`. */
  readonly probabilities: Float32Array;
  readonly report: ClassificationReport;
  /** The report as scikit-learn prints it. */
  readonly text: string;
  readonly result: {
    readonly testLoss: number;
    readonly testAccuracy: number;
    /** Tested on so many. */
    readonly images: number;
    readonly dataset: string;
    readonly verified: Dataset['verified'];
  };
}

/** Loads and tests a run, on its first `first` test images where that is given. Throws as loading a run and loading data do. */
export async function assessRun(
  name: string,
  { terminal, offline, first }: { terminal: Terminal; offline?: boolean; first?: number },
): Promise<AssessedRun> {
  const run = await loadRun(name, terminal.directory);
  const dataset = await loadCourseData(dataNameOf(run), { terminal, offline });
  await terminal.breathe();
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
      ...{ testLoss: loss, testAccuracy: accuracy, images: test.shape[0] },
      ...{ dataset: dataset.name, verified: dataset.verified },
    },
  };
}

function dataNameOf({ record, spec }: LoadedRun): CourseDataName {
  return checkDataName(record.configuration.dataset, spec.inputs[0].shape);
}
