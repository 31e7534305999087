// Runs one command line: parses it, does it, and turns whatever was thrown into one sentence and an exit code.
import type { Command } from 'commander';
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
    const program = createProgram(terminal);
    await program.parseAsync(withoutHelpOfNothing(program, words), { from: 'user' });
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

// A mistyped command is a mistake also where its help is asked for; the parser would show the program's own instead.
function withoutHelpOfNothing(program: Command, words: readonly string[]): string[] {
  const [first = '-'] = words;
  const known =
    first.startsWith('-') || first === 'help' || program.commands.some((command) => command.name() === first);
  return known ? [...words] : [first];
}
