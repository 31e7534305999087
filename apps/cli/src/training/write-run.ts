// Writes a trained run to its directory: history, model and report first, then `run.json`, which marks the run as
// finished.
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Dataset } from '@nn101/datasets';
import { type ModelName, models, summarizeNetwork } from '@nn101/models/graph';
import { thisMachine } from '../machine.ts';
import { packageVersion } from '../package-version.ts';
import { reportPage } from '../report/report-page.ts';
import { modelFiles, writeModel } from '../run-directory/model-files.ts';
import { type RunDirectory, runFiles } from '../run-directory/run-directory.ts';
import type { RunConfiguration, RunRecord, TrainingResult } from '../run-directory/run-record.ts';
import { writeRunFile } from '../run-directory/write-file-atomic.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { reproducingCommand } from './configuration.ts';
import type { TrainedRun } from './train-run.ts';

/** Everything known at the end of a run. */
export interface FinishedRun {
  readonly runDirectory: RunDirectory;
  readonly configuration: RunConfiguration;
  readonly dataset: Dataset;
  readonly run: TrainedRun;
  readonly result: TrainingResult;
  readonly terminal: Terminal;
}

/** Writes the remaining files of the run directory. Throws the system's error. */
export async function writeRun(finished: FinishedRun): Promise<void> {
  const { runDirectory, configuration, dataset, run, terminal } = finished;
  const record = recordOf(finished);
  const { epochs } = run.history;
  const history = epochs.map((epoch) => `${JSON.stringify(epoch)}\n`).join('');
  await writeRunFile(runDirectory.path, runFiles.history, history);
  const directory = join(runDirectory.path, runFiles.model);
  await mkdir(directory, { recursive: true });
  await writeModel(directory, run);
  const report = reportPage({
    record,
    model: models[configuration.model as ModelName],
    summary: summarizeNetwork(run.spec),
    epochs,
    dataset,
    probabilities: run.probabilities,
  });
  await writeRunFile(runDirectory.path, runFiles.report, report);
  terminal.signal.throwIfAborted();
  await writeRunFile(runDirectory.path, runFiles.record, `${JSON.stringify(record, null, 2)}\n`);
  await rm(join(runDirectory.path, runFiles.unfinished), { force: true });
}

function recordOf({ configuration, dataset, run, result, terminal }: FinishedRun): RunRecord {
  const { name, title, verified, licence, citation, notes } = dataset;
  return {
    format: 'nn101-run',
    formatVersion: 1,
    date: terminal.date().toISOString(),
    configuration,
    seed: configuration.seed,
    versions: { nn101: packageVersion(), node: process.versions.node },
    // Runs trained with TensorFlow.js list its registered kernels here.
    backend: { backend: 'wasm', simd: true, kernels: { added: [], replaced: [] } },
    machine: thisMachine(),
    model: {
      file: `${runFiles.model}/${modelFiles.topology}`,
      inputShape: dataset.test.shape.slice(1),
      inputScale: 1 / 255,
      classNames: dataset.test.classNames,
    },
    command: reproducingCommand(configuration),
    computation: run.computation,
    dataset: {
      name,
      title,
      verified,
      licence,
      citation,
      notes,
      trainingImages: run.trainingImages,
      ...(run.heldOutImages > 0 && { heldOutImages: run.heldOutImages }),
      testImages: dataset.test.shape[0],
    },
    result,
    weightsSha256: result.weightsSha256,
  };
}
