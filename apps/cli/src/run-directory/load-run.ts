// A run with its model, ready to predict. Loads TensorFlow.js.

import { join } from 'node:path';
import { registerExponential } from '@nn101/models';
import { loadModel, prepareBackend, TrainError } from '@nn101/train';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { CliError } from '../failure/cli-error.ts';
import { nn101 } from '../options/nn101-command.ts';
import { readRun, type StoredRun } from './read-run.ts';

/** A stored run and its trained model. */
export interface LoadedRun extends StoredRun {
  readonly model: LayersModel;
}

/** Reads the record and the model of a run. Throws `RUN_MISSING` or `RUN_DAMAGED`. */
export async function loadRun(name: string, directory: string): Promise<LoadedRun> {
  const run = await readRun(name, directory);
  await prepareBackend();
  // A model may have been trained with it, and tfjs-layers does not know it by itself.
  registerExponential();
  try {
    return { ...run, model: await loadModel(join(run.path, 'model')) };
  } catch (cause) {
    // The message of the package names the place and the reason; what helps here is to train anew.
    const told =
      cause instanceof TrainError ? cause.message : `The model in ${name} can't be loaded: ${cause}.`;
    throw new CliError('RUN_DAMAGED', `${told.replace(/\s+/g, ' ')} Here: ${nn101('train')} with --force.`, {
      cause,
    });
  }
}
