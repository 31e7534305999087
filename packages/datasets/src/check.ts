// What this package's functions expect of their arguments, for callers in plain JavaScript. What the bytes of a file
// must hold is checked by its reader, in ./formats.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { DatasetError } from './error.ts';

/** Each check throws a DatasetError `INVALID_ARGUMENT` that says what was expected and what came. */
export const check: ArgumentChecks = createArgumentChecks(
  (message) => new DatasetError('INVALID_ARGUMENT', message),
);

/** Refuses options that are no record, and those that nobody reads. */
export function requireOptions(name: string, value: unknown, known: readonly string[]): void {
  check.options(name, value, known);
}

/** Refuses anything but an array of texts. */
export function requireNames(name: string, value: unknown): asserts value is readonly string[] {
  check.list(name, value);
  const wrong = value.findIndex((text) => typeof text !== 'string');
  check.that(wrong < 0, `${name}[${wrong}]`, { expected: 'a string', value: value[wrong] });
}

/** Refuses a random seed that is none: a safe integer of any sign. */
export function requireSeed(value: unknown): asserts value is number {
  check.wholeNumber('seed', value);
}

/** Refuses a signal that is none, and lets a missing one pass. */
export function requireSignal(value: unknown): asserts value is AbortSignal | undefined {
  if (value !== undefined) check.instance('signal', value, [AbortSignal]);
}
