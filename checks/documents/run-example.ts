// Runs an example as a reader would: Node, the packages as built, an empty cache, no network.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How a process ended. `output` is stdout and stderr together. */
export interface Ending {
  readonly exitCode: number | null;
  readonly output: string;
}

/** A program, its arguments, and where it runs. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly directory: string;
  /** Milliseconds after which it is killed; 60,000 by default. */
  readonly timeout?: number;
}

function readerEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    // Named, not made: an example without a data set leaves nothing behind.
    NN101_CACHE: join(tmpdir(), `nn101-example-${randomUUID()}`),
    NO_COLOR: '1',
  };
  // What vitest and a developer's shell set must not change what a reader gets.
  for (const name of [
    'NN101_MIRROR',
    'NN101_MIRROR_TRUST',
    'NODE_OPTIONS',
    'NODE_ENV',
    'VITEST',
    'FORCE_COLOR',
  ]) {
    delete environment[name];
  }
  return environment;
}

/** Runs a command to its end; a program that cannot be started or is killed has `exitCode` null. */
export function runCommand({ program, args, directory, timeout = 60_000 }: Command): Promise<Ending> {
  return new Promise((settle) => {
    const child = spawn(program, args, {
      cwd: directory,
      env: readerEnvironment(),
      timeout,
      killSignal: 'SIGKILL',
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', ({ message }) => settle({ exitCode: null, output: message }));
    child.on('close', (exitCode) => settle({ exitCode, output: Buffer.concat(chunks).toString() }));
  });
}

const refuseNetwork = new URL('./refuse-network.mjs', import.meta.url).href;

/** Runs an ES module in its own Node process. */
export function runModule({ module, directory }: { module: string; directory: string }): Promise<Ending> {
  return runCommand({ program: process.execPath, args: ['--import', refuseNetwork, module], directory });
}
