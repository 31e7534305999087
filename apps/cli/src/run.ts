// Runs one command line: parses it, executes the command, and turns any error into one sentence and an exit code.

import { expandPatterns } from './command-line/expand-patterns.ts';
import { explainUsage } from './command-line/explain-usage.ts';
import { readWords } from './command-line/read-words.ts';
import { type ExitCode, exitCode } from './failure/cli-error.ts';
import { describeFailure } from './failure/describe-failure.ts';
import { createProgram } from './program.ts';
import { paintFor, type Terminal, writeEvent, writeLine } from './terminal/terminal.ts';

/**
 * Runs the command line `words` (without node and the script's name). `flush` is awaited after the command, so that
 * the command fails if an output could not be written.
 */
export async function run(
  words: readonly string[],
  terminal: Terminal,
  flush: () => Promise<void> = async () => undefined,
): Promise<ExitCode> {
  try {
    await parseAndDo(words, terminal);
    await flush();
    return exitCode.done;
  } catch (error) {
    const { code, message, exitCode } = describeFailure(error);
    if (message !== '') {
      if (words.includes('--json')) writeEvent(terminal.stdout, 'error', { code, message, exitCode });
      writeLine(terminal.stderr, `${paintFor(terminal.stderr).red('error:')} ${message}`);
    }
    if (terminal.environment.NN101_DEBUG === '1' && error instanceof Error) {
      writeLine(terminal.stderr, error.stack);
    }
    await flush().catch(() => undefined);
    return exitCode;
  }
}

async function parseAndDo(typed: readonly string[], terminal: Terminal): Promise<void> {
  const program = createProgram(terminal);
  const { command, words } = readWords(program, typed);
  const expanded = await expandPatterns(words, { command, directory: terminal.directory });
  try {
    await program.parseAsync(expanded, { from: 'user' });
  } catch (error) {
    throw explainUsage(error, command);
  }
}
