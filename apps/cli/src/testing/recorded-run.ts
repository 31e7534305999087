// Runs a command line in this process and records its outputs. Tests only; run-cli.ts starts a process.
import { run } from '../run.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** The result of a command line. */
export interface RecordedRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the words like `main.ts`, without a terminal. */
export async function recordedRun(
  words: readonly string[],
  {
    directory = '.',
    signal = new AbortController().signal,
  }: { directory?: string; signal?: AbortSignal } = {},
): Promise<RecordedRun> {
  const kept = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    isTerminal: false,
    columns: () => 100,
    colours: 'none' as const,
    write: (text: string) => {
      kept[name] += text;
    },
  });
  const terminal: Terminal = {
    stdout: output('stdout'),
    stderr: output('stderr'),
    signal,
    directory,
    environment: {},
    now: () => performance.now(),
    date: () => new Date(),
    yieldToEventLoop: async () => signal.throwIfAborted(),
  };
  return { exitCode: await run(words, terminal), ...kept };
}
