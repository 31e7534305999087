// Rewrites the parser's errors as sentences that say what was typed, what was expected, what was probably meant, and
// where to read about it. Errors in option values come from option-values.ts.
import { type Command, CommanderError } from 'commander';
import { nearestName } from '#arguments';
import { CliError } from '../failure/cli-error.ts';
import { nn101 } from './nn101-command.ts';
import { isOption } from './read-words.ts';
import { optionHints } from './typed-names.ts';

/** Turns an error of the parser into a `CliError`; returns any other error unchanged. */
export function explainUsage(error: unknown, command: Command): unknown {
  if (!(error instanceof CommanderError)) return error;
  const sentence = sentenceOf(error, command);
  return sentence === undefined ? error : new CliError('USAGE', sentence, { cause: error });
}

function sentenceOf(error: CommanderError, command: Command): string | undefined {
  const help = `See: ${nn101(`${pathOf(command)}--help`)}`;
  switch (error.code) {
    case 'commander.unknownOption':
      return `${unknownOption(/'([^']*)'/.exec(error.message)?.[1] ?? '', command)} ${help}`;
    case 'commander.excessArguments':
      return `${excessArguments(command)} ${help}`;
    case 'commander.missingArgument':
    case 'commander.optionMissingArgument':
    case 'commander.invalidArgument':
    case 'commander.missingMandatoryOptionValue':
      return `${asSentence(error.message)} Usage: ${nn101(`${pathOf(command)}${command.usage()}`)}`;
    default:
      return undefined;
  }
}

function unknownOption(typed: string, command: Command): string {
  const [flag] = typed.split('=');
  const name = pathOf(command).trim() || 'nn101';
  const hint = hintFor(flag, command);
  return `${name} has no option ${flag}.${hint === undefined ? '' : ` ${hint}`}`;
}

function hintFor(flag: string, command: Command): string | undefined {
  const key = flag.toLowerCase().replaceAll('_', '-');
  const hints = Object.hasOwn(optionHints, key) ? optionHints[key] : [];
  const option = hints.find((hint) => hint.startsWith('--') && isOption(command, hint.split(' ')[0]));
  if (option !== undefined) return `Did you mean ${option}?`;
  const sentence = hints.find((hint) => !hint.startsWith('--'));
  if (sentence !== undefined) return sentence;
  const flags = command.options.flatMap(({ long }) => (long ? [long] : []));
  const near = key.startsWith('--') ? nearestName(key, flags) : undefined;
  return near === undefined ? undefined : `Did you mean ${near}?`;
}

function excessArguments(command: Command): string {
  const expected = command.registeredArguments.length;
  const takes = expected === 0 ? 'none' : `${expected} (${command.usage().replace('[options] ', '')})`;
  return `Too many arguments for ${pathOf(command).trim()}: it takes ${takes}, and received ${command.args.length}: ${command.args.join(' ')}.`;
}

/** Such as `datasets info `, with a trailing space; empty for the program itself. */
function pathOf(command: Command): string {
  return command.parent === null ? '' : `${pathOf(command.parent)}${command.name()} `;
}

function asSentence(message: string): string {
  const text = message.replace(/^error: /, '');
  const ended = /[.?]$/.test(text) ? text : `${text}.`;
  return `${ended.charAt(0).toUpperCase()}${ended.slice(1)}`;
}
