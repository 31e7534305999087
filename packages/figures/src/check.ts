// What the figures expect of their arguments, for callers in plain JavaScript. Whether data fit each other is checked in
// images.ts, labels.ts, predictions.ts and the figure files.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { FiguresError } from './figures-error.ts';

/** Each check throws a FiguresError `INVALID_ARGUMENT` that says what was expected and what came. */
export const check: ArgumentChecks = createArgumentChecks(
  (message) => new FiguresError('INVALID_ARGUMENT', message),
);

/** A heading: any text. */
export function checkTitle(title: unknown): void {
  check.that(typeof title === 'string', 'title', { expected: 'a string', value: title });
}

/** A measured value, which may be NaN or infinite where a training diverged, or null, which JSON makes of these. */
export function checkMeasured(name: string, value: unknown): void {
  if (value !== null) check.that(typeof value === 'number', name, { expected: 'a number', value });
}

/** An array or a typed array of numbers, not nested, NaN and infinities among them. */
export function checkNumbersOrNaN(name: string, values: unknown): void {
  const isList = Array.isArray(values) || (ArrayBuffer.isView(values) && 'length' in values);
  check.that(isList, name, { expected: 'an array of numbers', value: values });
  const list = values as ArrayLike<unknown>;
  for (let i = 0; i < list.length; i++) {
    const value = list[i];
    if (typeof value !== 'number') check.that(false, `${name}[${i}]`, { expected: 'a number', value });
  }
}
