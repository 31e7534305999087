// Runs one command line: parses it, does it, and turns whatever was thrown into one sentence and an exit code.
import { describeFailure } from './failure/describe-failure.ts';
import { type ExitCode, exitCode } from './failure/exit-code.ts';
import { createProgram } from './program.ts';
import { paintFor } from './terminal/paint.ts';
import { type Terminal, writeLine } from './terminal/terminal.ts';

/**
 * Runs the command line `words` (without node and the script's name).
 * `flush` is awaited after the command, so that an output that refuses its text fails the command too.
 */
export async function run(
  words: readonly string[],
  terminal: Terminal,
  flush: () => Promise<void> = async () => undefined,
): Promise<ExitCode> {
  try {
    await createProgram(terminal).parseAsync([...words], { from: 'user' });
    await flush();
    return exitCode.done;
  } catch (error) {
    const failure = describeFailure(error);
    if (failure.message !== '') {
      writeLine(terminal.stderr, `${paintFor(terminal.stderr).red('error:')} ${failure.message}`);
    }
    if (terminal.environment.NN101_DEBUG === '1' && error instanceof Error) {
      writeLine(terminal.stderr, error.stack);
    }
    return failure.exitCode;
  }
}
