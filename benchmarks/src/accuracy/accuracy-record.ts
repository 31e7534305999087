// What full trainings came to: one file for each model and recipe in results/accuracy, with a run for each seed.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BenchmarkError } from '../benchmark-error.ts';
import type { Machine } from '../record/machine.ts';
import { resultsFolder } from '../record/result-files.ts';

/** One training, tested once. */
export interface AccuracyRun {
  readonly seed: number;
  readonly testAccuracy: number;
  readonly testLoss: number;
  /** Accuracy on the first 1,000 test images alone, where the others are not what was published. */
  readonly firstThousandAccuracy?: number;
  readonly epochs: number;
  /** Time of the training steps. */
  readonly seconds: number;
  readonly workers: number;
  readonly weightsSha256: string;
  /** ISO 8601. */
  readonly date: string;
  /** The command line that repeats it. */
  readonly command: string;
  readonly machine: Machine;
  readonly versions: Readonly<Record<string, string>>;
  /** What the time is worth, where that needs saying. */
  readonly remark?: string;
}

/** The runs of a model with a recipe. */
export interface AccuracyRecord {
  readonly format: 'nn101-accuracy';
  readonly formatVersion: 1;
  readonly model: string;
  readonly recipe: string;
  readonly runs: readonly AccuracyRun[];
}

/** results/accuracy. */
export const accuracyFolder = join(resultsFolder, 'accuracy');

/** The file of a model and recipe. */
export function accuracyFile({ model, recipe }: Pick<AccuracyRecord, 'model' | 'recipe'>): string {
  return `${model}-${recipe}.json`;
}

/** All records of a folder, by name. Throws `RESULT_DAMAGED`. */
export function readAccuracies(folder: string = accuracyFolder): AccuracyRecord[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return names.sort().map((name) => parseAccuracy(readFileSync(join(folder, name), 'utf8'), name));
}

/** @throws BenchmarkError RESULT_DAMAGED, naming `file` */
export function parseAccuracy(text: string, file: string): AccuracyRecord {
  let record: Partial<AccuracyRecord> | null;
  try {
    record = JSON.parse(text) as Partial<AccuracyRecord> | null;
  } catch (cause) {
    throw damaged(file, 'it is no JSON', cause);
  }
  if (record?.format !== 'nn101-accuracy' || record.formatVersion !== 1) {
    throw damaged(
      file,
      `its format is ${record?.format} ${record?.formatVersion}, expected nn101-accuracy 1`,
    );
  }
  for (const run of record.runs ?? []) {
    const numbers = [run.seed, run.testAccuracy, run.testLoss, run.epochs, run.seconds, run.workers];
    if (numbers.every(Number.isFinite) && /^[0-9a-f]{64}$/.test(run.weightsSha256)) continue;
    throw damaged(file, `its run of seed ${run.seed} lacks a number or its hash`);
  }
  if (!record.model || !record.recipe || !record.runs?.length) throw damaged(file, 'it has no runs');
  return record as AccuracyRecord;
}

/** The record with a run more; a run of the same seed is replaced. */
export function withRun(record: AccuracyRecord, run: AccuracyRun): AccuracyRecord {
  const others = record.runs.filter(({ seed }) => seed !== run.seed);
  return { ...record, runs: [...others, run].sort((a, b) => a.seed - b.seed) };
}

function damaged(file: string, why: string, cause?: unknown): BenchmarkError {
  const message = `${file} is no result of full trainings: ${why}. Delete it, or train again.`;
  return new BenchmarkError('RESULT_DAMAGED', message, { cause });
}
