// The engines that are compared, each with the program that drives it.
import { fileURLToPath } from 'node:url';
import { type DriverName, drivers } from './drivers/index.ts';
import type { EngineProgram } from './engine-process.ts';
import type { Task } from './task.ts';

const drive = fileURLToPath(new URL('./drive.js', import.meta.url));
const rivals = (name: string) => fileURLToPath(new URL(`../../rivals/${name}.py`, import.meta.url));

/** What runs in Python: the script, its threads, and whether it is the newest there is or what the machine's system brings. */
const pythons = {
  'pytorch-1': { script: 'pytorch', threads: '1', isNewest: false },
  'pytorch-2': { script: 'pytorch', threads: '2', isNewest: false },
  'pytorch-newest-1': { script: 'pytorch', threads: '1', isNewest: true },
  'pytorch-newest-2': { script: 'pytorch', threads: '2', isNewest: true },
  'tensorflow-1': { script: 'tensorflow_cpu', threads: '1', isNewest: true },
  'tensorflow-2': { script: 'tensorflow_cpu', threads: '2', isNewest: true },
} as const;

type PythonEngine = keyof typeof pythons;

/** An engine's name in results and on the command line. */
export type EngineName = DriverName | PythonEngine;

export const engineNames: readonly EngineName[] = [
  'nn101',
  ...(Object.keys(pythons) as PythonEngine[]),
  ...(Object.keys(drivers) as DriverName[]).filter((name) => name !== 'nn101'),
];

/** The program that trains a task's model with an engine. */
export function engineProgram(engine: EngineName, { model, batchSize }: Task): EngineProgram {
  if (isPython(engine)) return python(engine, { model, batchSize });
  return { program: process.execPath, args: [drive, engine, model, String(batchSize)] };
}

function isPython(engine: EngineName): engine is PythonEngine {
  return Object.hasOwn(pythons, engine);
}

function python(engine: PythonEngine, { model, batchSize }: Task): EngineProgram {
  const { script, threads, isNewest } = pythons[engine];
  const environment = { OPENBLAS_NUM_THREADS: threads, OMP_NUM_THREADS: threads };
  const args = [rivals(script), '--threads', threads, '--model', model, '--batch-size', String(batchSize)];
  const { NN101_PYTHON: own = '/usr/bin/python3', NN101_RIVALS_PYTHON: newest = 'python3' } = process.env;
  return { program: isNewest ? newest : own, args, environment };
}
