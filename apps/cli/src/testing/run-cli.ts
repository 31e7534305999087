// Runs the built program as a process of its own, as a user would. Tests only.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bin/nn101.js', import.meta.url));
const built = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** What a run of the program gave. */
export interface CliRun {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run it. */
export interface CliOptions {
  /** A new empty directory by default. */
  readonly directory?: string;
  /** Added to an environment that has neither mirrors nor colours, and an empty cache. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A file or device that takes stdout instead of the test. */
  readonly stdoutFile?: string;
  /** Ctrl-C as soon as stdout matches. */
  readonly interruptAt?: RegExp;
}

/** An empty directory that nobody else uses. */
export function emptyDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'nn101-test-'));
}

/** Runs `nn101` with these words. Fails with a clear error where the program has not been built. */
export function runCli(words: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  if (!existsSync(built)) {
    throw new Error(
      'apps/cli/dist is missing: these tests run the built program. Build it with: npm run setup',
    );
  }
  const { directory = emptyDirectory(), interruptAt, stdoutFile } = options;
  const child = spawn(process.execPath, [program, ...words], {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      HOME: directory,
      NN101_CACHE: join(directory, 'cache'),
      ...options.environment,
    },
    stdio: ['ignore', stdoutFile === undefined ? 'pipe' : openSync(stdoutFile, 'w'), 'pipe'],
  });
  const taken = { stdout: '', stderr: '', isInterrupted: false };
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    taken.stdout += text;
    if (taken.isInterrupted || !interruptAt?.test(taken.stdout)) return;
    taken.isInterrupted = true;
    child.kill('SIGINT');
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    taken.stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode, stdout: taken.stdout, stderr: taken.stderr }));
  });
}

/** A line of `--json`. */
export interface JsonEvent {
  readonly event: string;
  readonly [field: string]: unknown;
}

/** The events of a run with `--json`. */
export function eventsOf({ stdout }: CliRun): JsonEvent[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as JsonEvent);
}
