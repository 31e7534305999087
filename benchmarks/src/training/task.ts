// What an engine is asked to do, and what an engine's driver is.
import { isModelName, type ModelName } from '@nn101/models';
import { type NetworkName, networks } from '@nn101/models/graph';
import { BenchmarkError } from '../benchmark-error.ts';

/** Train one network on batches of one size. */
export interface Task {
  readonly model: NetworkName;
  readonly batchSize: number;
}

/** An engine that is ready to train. */
export interface Driver {
  /** How the engine is named in tables, with its version. */
  readonly label: string;
  /** Cores that it computes with. */
  readonly workers: number;
  /** Versions of the packages behind it. */
  readonly versions: Readonly<Record<string, string>>;
  /** One whole training step: gradients to zero, forward, loss, backward, update. Gives its time in milliseconds. */
  step(): Promise<number>;
}

/** Makes a driver. Throws where the engine cannot train the model; the message then stands in the results. */
export type PrepareDriver = (task: Task) => Promise<Driver>;

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The task that two words of a command line name. @throws BenchmarkError USAGE */
export function parseTask(model: string, batchSize: string): Task {
  const known = Object.values(networks).find(({ name }) => name === model);
  const size = Number(batchSize);
  if (!known) throw new BenchmarkError('USAGE', `There is no model "${model}".`);
  if (!Number.isInteger(size) || size < 1) {
    throw new BenchmarkError('USAGE', `A batch size is a whole number from 1, but received "${batchSize}".`);
  }
  return { model: known.name, batchSize: size };
}

/** The name of one of the course's models, for engines whose other networks nobody has written down. @throws BenchmarkError */
export function courseModel({ model }: Task): ModelName {
  if (isModelName(model)) return model;
  throw new BenchmarkError('CANNOT_TRAIN', `${model} is not written down for this engine.`);
}
