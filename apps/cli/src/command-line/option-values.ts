// Turns the text of an option into a value, or says in one sentence what was expected.
import { CliError } from '../failure/cli-error.ts';
import { suggestion } from './did-you-mean.ts';

/** The range that a number may lie in, both ends included. */
export interface Range {
  readonly minimum: number;
  readonly maximum: number;
}

/** A parser of whole numbers within a range, for the option named `flag`. */
export function wholeNumber(flag: string, range: Range): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^[+-]?\d+$/.test(text) && value >= range.minimum && value <= range.maximum) return value;
    throw impossible({ flag, expected: `a whole number from ${range.minimum} to ${range.maximum}`, text });
  };
}

/** A parser of numbers within a range, for the option named `flag`. */
export function realNumber(flag: string, range: Range): (text: string) => number {
  return (text) => {
    const value = Number(text);
    const isNumber = text.trim() !== '' && Number.isFinite(value);
    if (isNumber && value >= range.minimum && value <= range.maximum) return value;
    throw impossible({ flag, expected: `a number from ${range.minimum} to ${range.maximum}`, text });
  };
}

/** Checks that `word` is one of `names`; `kind` is what the sentence calls it ("model", "data set"). */
export function oneOf<Name extends string>(word: string, kind: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === word);
  if (found !== undefined) return found;
  throw new CliError('USAGE', `There is no ${kind} "${word}".${suggestion(word, names)}`);
}

function impossible(value: { flag: string; expected: string; text: string }): CliError {
  return new CliError('USAGE', `${value.flag} takes ${value.expected}, but received "${value.text}".`);
}
