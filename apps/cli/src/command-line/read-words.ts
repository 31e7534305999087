// Prepares the typed words for the parser: finds the command, accepts help and version in any of the usual forms, and
// replaces aliases of options. Rejects unknown commands and suggests the one that was probably meant.
import type { Command } from 'commander';
import { CliError } from '../failure/cli-error.ts';
import { nn101 } from './nn101-command.ts';
import { suggestion } from './option-values.ts';
import { commandHints, groupHints, optionAliases } from './typed-names.ts';

/** A command line that is ready to be parsed. */
export interface CommandLine {
  readonly words: string[];
  /** The command that was typed; the program itself if none was. */
  readonly command: Command;
}

const helpFlags = ['-h', '--help'];

/** Reads the typed words. Throws `USAGE` for an unknown command. */
export function readWords(program: Command, typed: readonly string[]): CommandLine {
  const words = withCommandAlias(typed);
  if (words[0] === 'version' || words[0] === '-v') return { words: ['--version'], command: program };
  const names = withCommandAlias(words.filter((word) => word !== 'help' && !helpFlags.includes(word)));
  const asksForHelp = words[0] === 'help' || helpFlags.includes(words[0] ?? '') || words[1] === 'help';
  const { command, depth } = findCommand(program, asksForHelp ? names : words);
  if (asksForHelp) return { words: [...names.slice(0, depth), '--help'], command };
  const rest = words.slice(depth).map((word) => optionByOtherName(word, command));
  return { words: [...words.slice(0, depth), ...rest], command };
}

/** Descends through the names of commands. */
function findCommand(program: Command, words: readonly string[]): { command: Command; depth: number } {
  let command = program;
  let depth = 0;
  for (const word of words) {
    if (command.commands.length === 0 || word.startsWith('-')) break;
    const found = command.commands.find((candidate) => candidate.name() === word);
    if (found === undefined) throw unknownCommand(command, word, words[depth + 1]);
    command = found;
    depth++;
  }
  return { command, depth };
}

function unknownCommand(group: Command, word: string, next: string | undefined): CliError {
  const isProgram = group.parent === null;
  const name = isProgram ? '' : `${group.name()} `;
  const hint = hintFor(isProgram ? undefined : group.name(), word, next);
  const names = group.commands.map((command) => command.name());
  const meant = hint === undefined ? suggestion(word, names) : ` Try: ${nn101(hint)}`;
  return new CliError(
    'USAGE',
    `There is no command "${name}${word}".${meant.replace(/[^.?]$/, '$&.')} All commands: ${nn101(`${name}--help`)}`,
  );
}

function hintFor(group: string | undefined, word: string, next: string | undefined): string | undefined {
  const key = word.toLowerCase();
  const hints = group === undefined ? commandHints : groupHints[group];
  const hint = Object.hasOwn(hints, key) ? hints[key] : undefined;
  if (hint !== undefined) {
    const isFor = next !== undefined && !next.startsWith('-') && /^[^<]+<[^>]+>$/.test(hint);
    return isFor ? hint.replace(/<[^>]+>$/, next) : hint;
  }
  // A model or a data set was typed in place of a command.
  if (group !== undefined || !/^(k|q|e|fashion-?)?mnist|^cifar|^synthetic$/.test(key)) return undefined;
  return /cnn|basic/.test(key) ? `train ${key}` : 'datasets list';
}

/** Accepts `eval`, the word of Keras and PyTorch. */
function withCommandAlias([first, ...rest]: readonly string[]): string[] {
  if (first === undefined) return [];
  return [first === 'eval' ? 'evaluate' : first, ...rest];
}

/** Accepts `--lr` and `--batch_size`, as other tools write them. */
function optionByOtherName(word: string, command: Command): string {
  const [, flag, value] = /^(--[a-z_-]+)(=.*)?$/i.exec(word) ?? [];
  if (flag === undefined || isOption(command, flag)) return word;
  const dashed = flag.replaceAll('_', '-').replace(/(?<=.)--+/g, '-');
  const other = optionAliases[flag] ?? (isOption(command, dashed) ? dashed : undefined);
  return other !== undefined && isOption(command, other) ? `${other}${value ?? ''}` : word;
}

/** Whether a command has an option with that long or short name. */
export function isOption(command: Command, flag: string): boolean {
  return command.options.some(({ long, short }) => long === flag || short === flag);
}
