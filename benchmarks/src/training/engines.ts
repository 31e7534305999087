// The engines that are compared, each with the program that drives it.
import { fileURLToPath } from 'node:url';
import { type DriverName, drivers } from './drivers/index.ts';
import type { EngineProgram } from './engine-process.ts';
import type { Task } from './task.ts';

const drive = fileURLToPath(new URL('./drive.js', import.meta.url));
const pytorch = fileURLToPath(new URL('../../rivals/pytorch.py', import.meta.url));

/** An engine's name in results and on the command line. */
export type EngineName = DriverName | 'pytorch-1' | 'pytorch-2';

export const engineNames: readonly EngineName[] = [
  'nn101',
  'pytorch-1',
  'pytorch-2',
  ...(Object.keys(drivers) as DriverName[]).filter((name) => name !== 'nn101'),
];

/** The program that trains a task's model with an engine. */
export function engineProgram(engine: EngineName, { model, batchSize }: Task): EngineProgram {
  if (engine === 'pytorch-1' || engine === 'pytorch-2') return python(engine.slice(-1), { model, batchSize });
  return { program: process.execPath, args: [drive, engine, model, String(batchSize)] };
}

function python(threads: string, { model, batchSize }: Task): EngineProgram {
  const environment = { OPENBLAS_NUM_THREADS: threads, OMP_NUM_THREADS: threads };
  const args = [pytorch, '--threads', threads, '--model', model, '--batch-size', String(batchSize)];
  return { program: process.env.NN101_PYTHON ?? '/usr/bin/python3', args, environment };
}
