// Who loads a set: our package, or torchvision where the machine has it. Each load is a process of its own.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { BenchmarkError } from '../benchmark-error.ts';
import type { WarmLoad } from './warm-load.ts';

export type SetName = WarmLoad['name'];

export interface Loader {
  readonly name: string;
  /** @throws BenchmarkError ENGINE_FAILED */
  load(set: SetName): WarmLoad;
}

export function ours(): Loader {
  return {
    name: 'NN101',
    load: (set) => JSON.parse(run(process.execPath, [place('./load-process.js'), set])),
  };
}

const python = process.env.NN101_PYTHON ?? '/usr/bin/python3';
const script = place('../../rivals/torchvision_load.py');

/** With the same images, written to `directory` as torchvision wants them; or why it cannot. @throws BenchmarkError ENGINE_FAILED */
export function torchvision(
  sets: readonly SetName[],
  directory: string,
): Loader | { readonly cannot: string } {
  const { error, stdout, stderr } = spawnSync(python, [script, 'versions'], { encoding: 'utf8' });
  if (error) return { cannot: error.message };
  const { cannot, versions } = JSON.parse(stdout || JSON.stringify({ cannot: stderr }));
  if (cannot) return { cannot };
  for (const set of sets) {
    run(process.execPath, [place('./write-process.js'), set, directory]);
    run(python, [script, `prepare-${set}`, directory]);
  }
  return { name: versions, load: (set) => JSON.parse(run(python, [script, set, directory])) };
}

function run(program: string, args: readonly string[]): string {
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8' });
  if (status === 0) return stdout;
  throw new BenchmarkError('ENGINE_FAILED', stderr.trim().split('\n').at(-1) ?? `${program} failed`);
}

function place(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}
