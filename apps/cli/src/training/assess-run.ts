// A stored run tested anew: its data loaded, its model run over the test images.
import type { Dataset } from '@nn101/datasets';
import { type ClassificationReport, evaluate, formatClassificationReport, predict } from '@nn101/train';
import { type CourseDataName, checkDataName, loadCourseData } from '../data/course-data.ts';
import { type LoadedRun, loadRun } from '../run-directory/load-run.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { reportOn } from './assess.ts';

/** What testing a run gives. */
export interface AssessedRun {
  readonly run: LoadedRun;
  readonly dataset: Dataset;
  /** Of the test images, `[images, classes]`. */
  readonly probabilities: Float32Array;
  readonly report: ClassificationReport;
  /** The report as scikit-learn prints it. */
  readonly text: string;
  readonly result: { testLoss: number; testAccuracy: number; dataset: string; verified: Dataset['verified'] };
}

/** Loads and tests a run. Throws as loading a run and loading data do. */
export async function assessRun(
  name: string,
  { terminal, offline }: { terminal: Terminal; offline?: boolean },
): Promise<AssessedRun> {
  const run = await loadRun(name, terminal.directory);
  const dataset = await loadCourseData(dataNameOf(run), { terminal, offline });
  await terminal.breathe();
  const { loss, accuracy } = await evaluate(run.model, dataset.test, { signal: terminal.signal });
  await terminal.breathe();
  const probabilities = await predict(run.model, dataset.test, { signal: terminal.signal });
  const report = reportOn(dataset.test, probabilities);
  return {
    run,
    dataset,
    probabilities,
    report,
    text: formatClassificationReport(report).trimEnd(),
    result: { testLoss: loss, testAccuracy: accuracy, dataset: dataset.name, verified: dataset.verified },
  };
}

function dataNameOf({ record, model }: LoadedRun): CourseDataName {
  const inputShape = model.inputs[0].shape.slice(1).map((size) => size ?? 0);
  return checkDataName(record.configuration.dataset, inputShape);
}
