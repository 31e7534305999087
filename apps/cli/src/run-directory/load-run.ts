// A run with its network, ready to predict.
import { join } from 'node:path';
import type { NetworkSpec } from '@nn101/models/graph';
import type { Network } from '@nn101/train/graph';
import { nn101 } from '../command-line/nn101-command.ts';
import { CliError } from '../failure/cli-error.ts';
import { networkOfRun } from '../training/network-of-run.ts';
import { readModel } from './model-files.ts';
import { readRun, type StoredRun } from './read-run.ts';
import { runFiles } from './run-files.ts';

/** A stored run and its trained network. */
export interface LoadedRun extends StoredRun {
  readonly spec: NetworkSpec;
  readonly network: Network;
}

/** Reads the record and the model of a run. Throws `RUN_MISSING` or `RUN_DAMAGED`. */
export async function loadRun(name: string, directory: string): Promise<LoadedRun> {
  const run = await readRun(name, directory);
  try {
    const spec = networkOfRun(run.record.configuration);
    return { ...run, spec, network: await readModel(join(run.path, runFiles.model), spec) };
  } catch (cause) {
    const reason = (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
    throw new CliError(
      'RUN_DAMAGED',
      `The model in ${join(name, runFiles.model)} can't be loaded: ${reason.replace(/\s+/g, ' ')}. Train it again: ${nn101('train')} with --force.`,
      { cause },
    );
  }
}
