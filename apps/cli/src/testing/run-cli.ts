// Runs the built program as a process, as a user would. Tests only.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bin/nn101.js', import.meta.url));
const built = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The result of a process. */
export interface CliRun {
  readonly exitCode: number | null;
  /** The signal that ended it, if any. */
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run the program. */
export interface CliOptions {
  /** A new empty directory by default. */
  readonly directory?: string;
  /** Added to an environment without mirrors and colours, and with an empty cache. */
  readonly environment?: Readonly<Record<string, string>>;
  /** A file or device that receives stdout instead of the test. */
  readonly stdoutFile?: string;
  /** Sends Ctrl-C as soon as stdout matches. */
  readonly interruptAt?: RegExp;
  /** The signal to send instead of Ctrl-C's. */
  readonly interruptWith?: NodeJS.Signals;
  /** Closes stdout after the first text, as `| head -1` does. */
  readonly closeAfterFirstText?: boolean;
  /** Sends another Ctrl-C this many milliseconds later. */
  readonly interruptAgainAfter?: number;
  /** Sends kill -9 this many milliseconds after the training's first event with this name. */
  readonly kill?: { readonly event: 'start' | 'epoch'; readonly milliseconds: number };
}

/** Creates a new empty directory. */
export function emptyDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'nn101-test-'));
}

/** Runs `nn101` with these words. Fails with a clear error if the program has not been built. */
export function runCli(words: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  if (!existsSync(built)) {
    throw new Error(
      'apps/cli/dist is missing: these tests run the built program. Build it with: npm run setup',
    );
  }
  const { directory = emptyDirectory(), stdoutFile } = options;
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
  const taken = { stdout: '', stderr: '' };
  const signals = scheduledSignals(child, options);
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    taken.stdout += text;
    signals(taken.stdout);
    if (options.closeAfterFirstText) for (const stream of [child.stdout, child.stderr]) stream?.destroy();
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    taken.stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (exitCode, signal) => resolve({ exitCode, signal, ...taken }));
  });
}

/** Reads all of stdout so far, and sends each signal of the options once. */
function scheduledSignals(child: ChildProcess, options: CliOptions): (stdout: string) => void {
  const { interruptAt, interruptWith = 'SIGINT', interruptAgainAfter, kill } = options;
  const sent = { interrupt: false, kill: false };
  return (stdout) => {
    if (!sent.interrupt && interruptAt?.test(stdout)) {
      sent.interrupt = true;
      child.kill(interruptWith);
      if (interruptAgainAfter !== undefined) setTimeout(() => child.kill('SIGINT'), interruptAgainAfter);
    }
    if (!sent.kill && kill && stdout.includes(`"event":"${kill.event}"`)) {
      sent.kill = true;
      setTimeout(() => child.kill('SIGKILL'), kill.milliseconds);
    }
  };
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
