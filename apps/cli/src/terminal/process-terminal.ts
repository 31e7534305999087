// The terminal of the real process: its outputs, clocks and signals. Commands only see the `Terminal` record.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WriteStream } from 'node:tty';
import { CliError, exitCode, interruptedMessage } from '../failure/cli-error.ts';
import type { ColourDepth, Output, Terminal } from './terminal.ts';

/** A `Terminal` for this process, and what `main.ts` needs to end it properly. */
export interface ProcessTerminal {
  readonly terminal: Terminal;
  /** Waits until both outputs are written. Throws a `CliError` if stdout failed (a full disk). */
  readonly flush: () => Promise<void>;
}

/** Connects the terminal to the process: outputs, clock, signals. */
export function processTerminal(): ProcessTerminal {
  const controller = new AbortController();
  const lost: { error?: NodeJS.ErrnoException } = {};
  listenForSignals(controller);
  const terminal: Terminal = {
    stdout: outputOf(process.stdout, (error) => {
      // If the reader is gone, as after `| head -1`, a training continues.
      if (isReaderGone(error, process.stdout)) return;
      lost.error ??= error;
      controller.abort(outputLost(error));
    }),
    stderr: outputOf(process.stderr, () => undefined),
    now: () => performance.now(),
    date: () => new Date(),
    signal: controller.signal,
    directory: process.cwd(),
    environment: process.env,
    yieldToEventLoop: async () => {
      await nextTurn();
      controller.signal.throwIfAborted();
    },
  };
  return { terminal, flush: () => flushOutputs(lost) };
}

/** Ctrl-C, `kill`, a closed terminal, and Ctrl-Break on Windows. */
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK'] as const;

/**
 * Signals within this many milliseconds count as one: npx forwards the Ctrl-C that the terminal has already sent to
 * the program, and a terminal that closes sends SIGHUP more than once.
 */
const oneStop = 500;

function listenForSignals(controller: AbortController): void {
  let first: number | undefined;
  for (const signal of stopSignals) {
    process.on(signal, () => {
      if (first === undefined) {
        first = performance.now();
        controller.abort(new CliError('INTERRUPTED', interruptedMessage));
        // A second signal exits at once. No unfinished file has its final name.
      } else if (performance.now() - first > oneStop && signal !== 'SIGHUP') {
        process.exit(exitCode.interrupted);
      }
    });
  }
}

function isReaderGone({ code = '' }: NodeJS.ErrnoException, stream: WriteStream): boolean {
  // A closed terminal reports EIO; for a file, EIO means a broken disk.
  if (code === 'EIO') return stream.isTTY === true;
  return ['EPIPE', 'EOF', 'ECONNRESET', 'ERR_STREAM_DESTROYED'].includes(code);
}

function outputLost(error: NodeJS.ErrnoException): CliError {
  const why = error.code === 'ENOSPC' ? 'the disk is full' : error.message;
  return new CliError('OUTPUT_LOST', `The results can't be written to stdout: ${why}.`, { cause: error });
}

async function flushOutputs(lost: { readonly error?: NodeJS.ErrnoException }): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) {
    await new Promise<void>((resolve) => {
      stream.write('', () => resolve());
    });
  }
  await nextTurn();
  if (lost.error !== undefined) throw outputLost(lost.error);
}

function outputOf(stream: WriteStream, onError: (error: NodeJS.ErrnoException) => void): Output {
  let isOpen = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    isOpen = false;
    onError(error);
  });
  // `isTTY` is undefined, not false, for pipes and files.
  const isTerminal = stream.isTTY === true;
  return {
    write: (text) => {
      if (isOpen) stream.write(text);
    },
    // A dumb terminal shows text but can't redraw it.
    isTerminal: isTerminal && process.env.TERM !== 'dumb',
    columns: () => (isTerminal && stream.columns > 0 ? stream.columns : 80),
    colours: isTerminal ? colourDepth(stream.getColorDepth()) : 'none',
  };
}

function colourDepth(bits: number): ColourDepth {
  // Node returns bits, and 1 if NO_COLOR is set or the terminal is dumb. An empty NO_COLOR counts as unset.
  if (process.env.NO_COLOR !== undefined && process.env.NO_COLOR !== '') return 'none';
  if (bits >= 24) return 'truecolor';
  if (bits >= 8) return '256';
  return bits >= 4 ? '16' : 'none';
}
