// Puts a trained run on disk: record, history, model, report.
import { join } from 'node:path';
import type { Dataset } from '@nn101/datasets';
import { type ModelName, models, summarize } from '@nn101/models';
import { saveModel } from '@nn101/train';
import { packageVersion } from '../package-version.ts';
import { reportPage } from '../report/report-page.ts';
import { thisMachine } from '../run-directory/machine.ts';
import type { RunConfiguration, RunRecord, RunResult } from '../run-directory/run-record.ts';
import { type RunPlace, writeRun, writeRunFile } from '../run-directory/write-run.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { TrainedRun } from './train-run.ts';

/** What is known when a run has ended. */
export interface FinishedRun {
  readonly place: RunPlace;
  readonly configuration: RunConfiguration;
  readonly dataset: Dataset;
  readonly run: TrainedRun;
  readonly result: RunResult;
  readonly terminal: Terminal;
}

/** Writes the run directory, whole or not at all. Throws `DIRECTORY_UNWRITABLE`. */
export async function keepRun(finished: FinishedRun): Promise<void> {
  const { place, configuration, dataset, run, terminal } = finished;
  const record = recordOf(finished);
  const { epochs } = run.history;
  await writeRun(place, async (directory) => {
    await writeRunFile(
      directory,
      'history.jsonl',
      epochs.map((epoch) => `${JSON.stringify(epoch)}\n`).join(''),
    );
    await saveModel(run.model, join(directory, 'model'));
    const report = reportPage({
      record,
      model: models[configuration.model as ModelName],
      summary: summarize(run.model),
      epochs,
      dataset,
      probabilities: run.probabilities,
    });
    await writeRunFile(directory, 'report.html', report);
    await writeRunFile(directory, 'run.json', `${JSON.stringify(record, null, 2)}\n`);
    terminal.signal.throwIfAborted();
  });
}

function recordOf({ configuration, dataset, run, result, terminal }: FinishedRun): RunRecord {
  const { versions, ...backend } = run.backend;
  const { name, title, verified, licence, citation, notes } = dataset;
  return {
    format: 'nn101-run',
    formatVersion: 1,
    date: terminal.date().toISOString(),
    configuration,
    seed: configuration.seed,
    versions: { nn101: packageVersion(), node: process.versions.node, ...versions },
    backend,
    machine: thisMachine(),
    dataset: {
      ...{ name, title, verified, licence, citation, notes },
      trainingImages: run.trainingImages,
      testImages: dataset.test.shape[0],
    },
    result,
    weightsSha256: result.weightsSha256,
  };
}
