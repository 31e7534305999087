// The real edges: this file alone touches `process`. Everything else is handed a `Terminal`.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WriteStream } from 'node:tty';
import { CliError, interruptedMessage } from '../failure/cli-error.ts';
import { exitCode } from '../failure/exit-code.ts';
import type { ColourDepth, Output, Terminal } from './terminal.ts';

/** A `Terminal` over this process, and what `main.ts` needs to end it well. */
export interface ProcessTerminal {
  readonly terminal: Terminal;
  /** Waits until stdout took everything. Throws a `CliError` when it refused (a full disk, a closed pipe). */
  readonly flush: () => Promise<void>;
}

/** Connects the terminal to the process: outputs, clock, Ctrl-C. */
export function processTerminal(): ProcessTerminal {
  const controller = new AbortController();
  const lost: { error?: NodeJS.ErrnoException } = {};
  listenForInterrupts(controller);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    lost.error ??= error;
    controller.abort(outputLost(error));
  });
  process.stderr.on('error', () => undefined);
  const terminal: Terminal = {
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    now: () => performance.now(),
    date: () => new Date(),
    signal: controller.signal,
    directory: process.cwd(),
    environment: process.env,
    breathe: async () => {
      await nextTurn();
      controller.signal.throwIfAborted();
    },
  };
  return { terminal, flush: () => flushStdout(lost) };
}

function listenForInterrupts(controller: AbortController): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // A second Ctrl-C in a later turn means: at once. Nothing unfinished is on disk under its final name.
      if (controller.signal.aborted) process.exit(exitCode.interrupted);
      setImmediate(() => controller.abort(interrupted()));
    });
  }
}

function interrupted(): CliError {
  return new CliError('INTERRUPTED', interruptedMessage);
}

function outputLost(error: NodeJS.ErrnoException): CliError {
  if (error.code === 'EPIPE') return new CliError('OUTPUT_CLOSED', '', { cause: error });
  const why = error.code === 'ENOSPC' ? 'the disk is full' : error.message;
  return new CliError('OUTPUT_LOST', `The results can't be written to stdout: ${why}.`, { cause: error });
}

async function flushStdout(lost: { readonly error?: NodeJS.ErrnoException }): Promise<void> {
  await new Promise<void>((resolve) => {
    process.stdout.write('', () => resolve());
  });
  await nextTurn();
  if (lost.error !== undefined) throw outputLost(lost.error);
}

function outputOf(stream: WriteStream): Output {
  // `isTTY` is missing, not false, on pipes and files.
  const isTerminal = stream.isTTY === true;
  return {
    write: (text) => {
      stream.write(text);
    },
    isTerminal,
    columns: () => (isTerminal && stream.columns > 0 ? stream.columns : 80),
    colours: isTerminal ? colourDepth(stream.getColorDepth()) : 'none',
  };
}

function colourDepth(bits: number): ColourDepth {
  // Node answers in bits, and 1 where NO_COLOR is set or the terminal is dumb. An empty NO_COLOR counts as unset.
  if (process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== '') return 'none';
  if (bits >= 24) return 'truecolor';
  if (bits >= 8) return '256';
  return bits >= 4 ? '16' : 'none';
}
