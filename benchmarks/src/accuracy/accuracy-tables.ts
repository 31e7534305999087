// Full trainings as tables: what a model reaches beside the notebook, and each run with its hash and command.
import { type ModelName, models } from '@nn101/models';
import { markdownTable } from '../tables/markdown.ts';
import type { AccuracyRecord, AccuracyRun } from './accuracy-record.ts';

/** What the tuned recipes are meant to reach on the test set. */
const aims: Readonly<Record<ModelName, number>> = {
  'mnist-basic': 0.983,
  'mnist-cnn': 0.995,
  'fashion-mnist-cnn': 0.935,
  'fashion-mnist-cnn-2': 0.945,
  'cifar-cnn': 0.8,
};

/** Where a notebook prints the test accuracy of other weights than those its training ends with: the last epoch's. */
const lastEpochs: Partial<Record<ModelName, number>> = { 'fashion-mnist-cnn-2': 0.9282 };

const note =
  'Accuracy on the 10,000 test images: the mean over the seeds, and how far the farthest is from it. The notebook recipe ' +
  'is to stand no more than 0.003 below the notebook, the tuned one to reach its aim with at most three times the epochs. ' +
  'The training that the fashion-mnist-cnn-2 notebook prints ends at 0.9282; the 0.9311 under it are of other weights. ' +
  'The test images of CIFAR-10 used here went through JPEG, all but the first 1,000, which costs some accuracy; the figure ' +
  'in brackets is on those 1,000 alone.';

/** A row for each model and recipe. */
export function accuracyTable(records: readonly AccuracyRecord[]): string {
  const heading = ['model', 'recipe', 'test accuracy', 'notebook', 'aim', 'epochs', 'seeds'];
  const rows = inOrder(records).map(({ model, recipe, runs }) => {
    const name = model as ModelName;
    const notebook = lastEpochs[name] ?? models[name].notebook.testAccuracy;
    return [
      model,
      recipe,
      accuracyOf(runs),
      notebook.toFixed(4),
      recipe === 'tuned' ? String(aims[name]) : (notebook - 0.003).toFixed(4),
      distinct(runs.map(({ epochs }) => epochs)).join(', '),
      runs.map(({ seed }) => seed).join(', '),
    ];
  });
  return `${markdownTable([heading, ...rows])}\n\n${note}`;
}

/** A row for each run. */
export function accuracyRunsTable(records: readonly AccuracyRecord[]): string {
  const heading = ['command', 'test accuracy', 'minutes', 'workers', 'date', 'sha256 of the weights'];
  const rows = inOrder(records).flatMap(({ runs }) =>
    runs.map((run) => [
      `\`${run.command}\``,
      run.testAccuracy.toFixed(4),
      (run.seconds / 60).toFixed(1),
      String(run.workers),
      run.date.slice(0, 10),
      `\`${run.weightsSha256.slice(0, 16)}…\``,
    ]),
  );
  const runs = records.flatMap((record) => record.runs);
  const machines = distinct(
    runs.map(({ machine, versions }) => {
      const memory = Math.round(machine.memoryBytes / 2 ** 30);
      return `${machine.processor}, ${machine.cores} cores, ${memory} GiB, Node ${versions.node}`;
    }),
  );
  const remarks = distinct(runs.flatMap(({ remark }) => remark ?? []));
  return [markdownTable([heading, ...rows]), '', [`${machines.join('; ')}.`, ...remarks].join(' ')].join(
    '\n',
  );
}

/** The mean; with more than one seed, the largest distance from it. */
function accuracyOf(runs: readonly AccuracyRun[]): string {
  const values = runs.map(({ testAccuracy }) => testAccuracy);
  const firsts = runs.flatMap(({ firstThousandAccuracy }) => firstThousandAccuracy ?? []);
  const spread = Math.max(...values.map((value) => Math.abs(value - mean(values))));
  return [
    mean(values).toFixed(4),
    ...(values.length > 1 ? [`± ${spread.toFixed(4)}`] : []),
    ...(firsts.length > 0 ? [`(${mean(firsts).toFixed(4)})`] : []),
  ].join(' ');
}

function inOrder(records: readonly AccuracyRecord[]): AccuracyRecord[] {
  const names = Object.keys(models);
  const rank = ({ model, recipe }: AccuracyRecord) =>
    names.indexOf(model) + (recipe === 'notebook' ? 0 : 0.5);
  return [...records].sort((a, b) => rank(a) - rank(b));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}
