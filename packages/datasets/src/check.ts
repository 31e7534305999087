// Argument checks for callers in plain JavaScript. The bytes of a file are checked by its parser, in ./formats.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { DatasetError } from './error.ts';

/** Every check throws a DatasetError `INVALID_ARGUMENT` that states what was expected and what was received. */
export const check: ArgumentChecks = createArgumentChecks(
  (message) => new DatasetError('INVALID_ARGUMENT', message),
);

/** Refuses options that are not an object, and unknown options. */
export function requireOptions(name: string, value: unknown, known: readonly string[]): void {
  check.options(name, value, known);
}

/** Refuses anything but an array of strings. */
export function requireNames(name: string, value: unknown): asserts value is readonly string[] {
  check.list(name, value);
  const wrong = value.findIndex((text) => typeof text !== 'string');
  check.that(wrong < 0, `${name}[${wrong}]`, { expected: 'a string', value: value[wrong] });
}

/** Refuses anything but a safe integer. */
export function requireSeed(value: unknown): asserts value is number {
  check.wholeNumber('seed', value);
}

/** Refuses anything but an AbortSignal or undefined. */
export function requireSignal(value: unknown): asserts value is AbortSignal | undefined {
  if (value !== undefined) check.instance('signal', value, [AbortSignal]);
}
