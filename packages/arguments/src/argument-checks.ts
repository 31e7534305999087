// One check for each type of argument. All messages have the same form: `seed expects a whole number of 0 or more; received "3"
// (a string).` Whether arguments fit each other is checked where they are used.
import { describeValue } from './describe-value.ts';
import { nearestName } from './nearest-name.ts';

/** A range of numbers, unbounded by default. `min` and `max` are included, `above` and `below` are not. */
export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
  /** Exclusive lower bound. */
  readonly above?: number;
  /** Exclusive upper bound. */
  readonly below?: number;
}

type AnyRecord = Readonly<Record<string, unknown>>;

/** Each check throws the package's error unless `value` is valid for the argument called `name`. */
export interface ArgumentChecks {
  /** A finite number within the range. */
  number(name: string, value: unknown, range?: NumberRange): asserts value is number;
  /** A whole number within the range that a double represents exactly. */
  wholeNumber(name: string, value: unknown, range?: NumberRange): asserts value is number;
  /** A string of at least one character. */
  text(name: string, value: unknown): asserts value is string;
  /** `true` or `false`. */
  flag(name: string, value: unknown): asserts value is boolean;
  /** One of the names. The message suggests the most similar one. */
  oneOf<Name extends string>(name: string, value: unknown, names: readonly Name[]): asserts value is Name;
  /** A function. */
  callback(name: string, value: unknown): void;
  /** An object that is not null and not an array. `example` completes the message, such as `{ train, epochs }`. */
  record<Value>(name: string, value: Value, example?: string): asserts value is Value & AnyRecord;
  /**
   * An object without unknown fields, so that misspelt options are not ignored. The message suggests the most similar option.
   * Fields set to undefined count as omitted.
   */
  options<Value>(name: string, value: Value, known: readonly string[]): asserts value is Value & AnyRecord;
  /** An array or a typed array of finite numbers within the range, not nested, and of this `length` if given. */
  numbers(
    name: string,
    value: unknown,
    range?: NumberRange & { readonly length?: number },
  ): asserts value is ArrayLike<number>;
  /** An instance of one of the classes, such as `Uint8Array`. */
  instance<Kind extends abstract new (...args: never[]) => unknown>(
    name: string,
    value: unknown,
    kinds: readonly Kind[],
  ): asserts value is InstanceType<Kind>;
  /** An array of anything; `min` is its minimum length. */
  list(name: string, value: unknown, range?: { readonly min?: number }): asserts value is readonly unknown[];
  /** Throws unless `holds`, for anything that the other checks do not cover. `expected` completes "x expects …". */
  that(holds: boolean, name: string, problem: { readonly expected: string; readonly value: unknown }): void;
}

const { MAX_SAFE_INTEGER } = Number;

function describeRange({ min, max, above, below }: NumberRange): string {
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  if (min !== undefined && below !== undefined) return ` from ${min} to below ${below}`;
  if (above !== undefined && below !== undefined) return ` between ${above} and ${below}, both excluded`;
  if (above !== undefined && max !== undefined) return ` above ${above}, up to ${max}`;
  if (min !== undefined) return ` of ${min} or more`;
  if (above !== undefined) return ` above ${above}`;
  if (max !== undefined) return ` of ${max} or less`;
  return below === undefined ? '' : ` below ${below}`;
}

function isWithin(value: number, { min, max, above, below }: NumberRange): boolean {
  return (
    (min === undefined || value >= min) &&
    (max === undefined || value <= max) &&
    (above === undefined || value > above) &&
    (below === undefined || value < below)
  );
}

function isRecord(value: unknown): value is AnyRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

function isArrayLike(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

/** Returns the index of the first element that is not a finite number within the range, or -1. */
function indexOutside(values: ArrayLike<unknown>, range: NumberRange): number {
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (!(typeof value === 'number' && Number.isFinite(value) && isWithin(value, range))) return index;
  }
  return -1;
}

// For values from another realm (an iframe, the sandbox of a test runner), for which `instanceof` is false.
function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/**
 * Creates the checks of one package. `createError` returns the package's error for an invalid argument with this message.
 *
 * @example
 * const check: ArgumentChecks = createArgumentChecks((message) => new TrainError('INVALID_ARGUMENT', message));
 * check.wholeNumber('epochs', options.epochs, { min: 1 });
 */
export function createArgumentChecks(createError: (message: string) => Error): ArgumentChecks {
  function that(
    holds: boolean,
    name: string,
    { expected, value }: { readonly expected: string; readonly value: unknown },
  ): void {
    if (!holds) throw createError(`${name} expects ${expected}; received ${describeValue(value)}.`);
  }

  function record(name: string, value: unknown, example?: string): void {
    that(isRecord(value), name, { expected: example ? `an object ${example}` : 'an object', value });
  }

  return {
    that,
    record,
    number(name, value, range = {}) {
      const holds = typeof value === 'number' && Number.isFinite(value) && isWithin(value, range);
      that(holds, name, { expected: `a number${describeRange(range)}`, value });
    },
    wholeNumber(name, value, range = {}) {
      const holds =
        typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= MAX_SAFE_INTEGER;
      const expected = `a whole number${describeRange(range)}`;
      that(holds && isWithin(value, range), name, { expected, value });
    },
    text(name, value) {
      that(typeof value === 'string' && value !== '', name, { expected: 'a string', value });
    },
    flag(name, value) {
      that(typeof value === 'boolean', name, { expected: 'true or false', value });
    },
    oneOf(name, value, names) {
      if (typeof value === 'string' && (names as readonly string[]).includes(value)) return;
      const guess = typeof value === 'string' ? nearestName(value, names) : undefined;
      const hint = guess === undefined ? '' : ` Did you mean ${guess}?`;
      throw createError(
        `${name} expects one of ${names.join(', ')}; received ${describeValue(value)}.${hint}`,
      );
    },
    callback(name, value) {
      that(typeof value === 'function', name, { expected: 'a function', value });
    },
    options(name, value, known) {
      record(name, value, known.length > 0 ? `of options (${known.join(', ')})` : 'of options');
      const unknown = Object.entries(value as object).find(
        ([field, setting]) => setting !== undefined && !known.includes(field),
      );
      if (unknown === undefined) return;
      const guess = nearestName(unknown[0], known);
      const hint = guess === undefined ? `Choose from ${known.join(', ')}.` : `Did you mean ${guess}?`;
      throw createError(`${name} has no option ${JSON.stringify(unknown[0])}. ${hint}`);
    },
    numbers(name, value, { length, ...range } = {}) {
      const count = length === undefined ? '' : `${length} `;
      const expected = `an array of ${count}numbers${describeRange(range)}`;
      that(isArrayLike(value), name, { expected, value });
      const values = value as ArrayLike<unknown>;
      that(length === undefined || values.length === length, name, { expected, value });
      const index = indexOutside(values, range);
      if (index < 0) return;
      that(false, `${name}[${index}]`, { expected: `a number${describeRange(range)}`, value: values[index] });
    },
    instance(name, value, kinds) {
      const names = kinds.map((kind) => kind.name);
      const holds = kinds.some((kind) => value instanceof kind) || names.includes(tagOf(value));
      that(holds, name, {
        expected: names.map((kind) => `${/^[AEIO]/.test(kind) ? 'an' : 'a'} ${kind}`).join(' or '),
        value,
      });
    },
    list(name, value, { min = 0 } = {}) {
      const expected = min === 0 ? 'an array' : `an array of at least ${min}`;
      that(Array.isArray(value) && value.length >= min, name, { expected, value });
    },
  };
}
