// The argument checks of this package, for callers in plain JavaScript. Whether data fit each other is checked in images.ts,
// labels.ts, predictions.ts and the figure files.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { FiguresError } from './figures-error.ts';

/** Each check throws a FiguresError `INVALID_ARGUMENT` that states what was expected and what was received. */
export const check: ArgumentChecks = createArgumentChecks(
  (message) => new FiguresError('INVALID_ARGUMENT', message),
);

/** Requires a string as the heading. */
export function checkTitle(title: unknown): void {
  check.that(typeof title === 'string', 'title', { expected: 'a string', value: title });
}

/** Requires a measured number, which may be NaN or infinite if training diverged, or null, to which JSON converts these. */
export function checkMeasured(name: string, value: unknown): void {
  if (value !== null) check.that(typeof value === 'number', name, { expected: 'a number', value });
}

/** Requires an array or a typed array of numbers, not nested. NaN and infinities are accepted. */
export function checkNumbersOrNaN(name: string, values: unknown): void {
  const isList = Array.isArray(values) || (ArrayBuffer.isView(values) && 'length' in values);
  check.that(isList, name, { expected: 'an array of numbers', value: values });
  const list = values as ArrayLike<unknown>;
  for (let i = 0; i < list.length; i++) {
    const value = list[i];
    if (typeof value !== 'number') check.that(false, `${name}[${i}]`, { expected: 'a number', value });
  }
}
