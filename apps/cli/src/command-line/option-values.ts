// Parses the text of an option, or says in one sentence what was expected and which name was probably meant.

import { nearestName } from '#arguments';
import { CliError } from '../failure/cli-error.ts';

/** The range of a number, both ends included. */
export interface Range {
  readonly minimum: number;
  readonly maximum: number;
}

/** Creates a parser of whole numbers within a range, for the option named `flag`. */
export function wholeNumber(flag: string, range: Range): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^[+-]?\d+$/.test(text) && value >= range.minimum && value <= range.maximum) return value;
    throw impossible({ flag, expected: `a whole number from ${range.minimum} to ${range.maximum}`, text });
  };
}

/** Creates a parser of numbers within a range, for the option named `flag`. */
export function realNumber(flag: string, range: Range): (text: string) => number {
  return (text) => {
    const value = Number(text);
    const isNumber = text.trim() !== '' && Number.isFinite(value);
    if (isNumber && value >= range.minimum && value <= range.maximum) return value;
    throw impossible({ flag, expected: `a number from ${range.minimum} to ${range.maximum}`, text });
  };
}

/** Checks that `word` is one of `names`. `kind` is the noun for the message ("model", "data set"). Throws `USAGE`. */
export function oneOf<Name extends string>(word: string, kind: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === word);
  if (found !== undefined) return found;
  throw new CliError('USAGE', `There is no ${kind} "${word}".${suggestion(word, names)}`);
}

function impossible(value: { flag: string; expected: string; text: string }): CliError {
  return new CliError('USAGE', `${value.flag} takes ${value.expected}, but received "${value.text}".`);
}

/**
 * " Did you mean x?" if a name is near, or if the word begins several names or is part of them; otherwise " Choose
 * one of x, y, z."
 */
export function suggestion(word: string, candidates: readonly string[]): string {
  const lower = word.toLowerCase().replaceAll('_', '-');
  const family = candidates.filter((candidate) => candidate.startsWith(`${lower}-`));
  if (family.length > 0) return ` Did you mean ${either(family)}?`;
  const guess = nearestName(lower, candidates);
  if (guess !== undefined) return ` Did you mean ${guess}?`;
  const having = lower.length < 3 ? [] : candidates.filter((candidate) => candidate.includes(lower));
  return having.length > 0 ? ` Did you mean ${either(having)}?` : ` Choose one of ${candidates.join(', ')}.`;
}

function either(names: readonly string[]): string {
  return names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} or ${names[names.length - 1]}`;
}
