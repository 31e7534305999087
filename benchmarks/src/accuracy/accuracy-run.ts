// From the `run.json` of nn101 train to a run of results/accuracy.
import { BenchmarkError } from '../benchmark-error.ts';
import type { Machine } from '../record/machine.ts';
import type { AccuracyRun } from './accuracy-record.ts';

interface RunRecord {
  readonly format: string;
  readonly date: string;
  readonly configuration: {
    readonly model: string;
    readonly recipe: string;
    readonly epochs: number;
    readonly seed: number;
    readonly limit?: number;
  };
  readonly versions: Readonly<Record<string, string>>;
  readonly machine: Machine;
  readonly computation?: { readonly workers: number };
  readonly dataset: { readonly name: string };
  readonly result: Pick<AccuracyRun, 'testAccuracy' | 'testLoss' | 'seconds' | 'weightsSha256'>;
}

/** @throws BenchmarkError RESULT_DAMAGED for what is no run, or one on a part of the images or on synthetic ones */
export function accuracyRunOf(
  text: string,
  directory: string,
): { model: string; recipe: string; run: AccuracyRun } {
  const { format, configuration, ...record } = JSON.parse(text) as RunRecord;
  const isWhole = configuration?.limit === undefined && record.dataset?.name !== 'synthetic';
  if (format !== 'nn101-run' || !isWhole) {
    throw new BenchmarkError('RESULT_DAMAGED', `${directory} holds no run on a whole data set.`);
  }
  const { model, recipe, seed, epochs } = configuration;
  const { testAccuracy, testLoss, seconds, weightsSha256 } = record.result;
  // A recipe of ours may get other epochs one day; the notebook's stay.
  const options = recipe === 'notebook' ? '' : ` --recipe ${recipe} --epochs ${epochs}`;
  return {
    model,
    recipe,
    run: {
      ...{ seed, testAccuracy, testLoss, epochs, seconds, weightsSha256 },
      workers: record.computation?.workers ?? 1,
      date: record.date,
      command: `npx nn101 train ${model}${options} --seed ${seed}`,
      machine: record.machine,
      versions: record.versions,
    },
  };
}
