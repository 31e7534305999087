// One check for each kind of argument. Every message has the same form: `seed expects a whole number of 0 or more;
// received "3" (a string).` What an argument means, and whether arguments fit each other, is checked where it is used.
import { describeValue } from './describe-value.ts';
import { nearestName } from './nearest-name.ts';

/** The numbers that an argument may be. Both ends are included; there is no end by default. */
export interface NumberRange {
  readonly min?: number;
  readonly max?: number;
  /** Greater than this, the number itself not included. */
  readonly above?: number;
  /** Less than this, the number itself not included. */
  readonly below?: number;
}

type AnyRecord = Readonly<Record<string, unknown>>;

/** Each throws the package's error where `value` is not what the argument called `name` expects. */
export interface ArgumentChecks {
  /** A finite number within the range. */
  number(name: string, value: unknown, range?: NumberRange): asserts value is number;
  /** A whole number within the range, and one that a double holds exactly. */
  wholeNumber(name: string, value: unknown, range?: NumberRange): asserts value is number;
  /** A string of at least one character. */
  text(name: string, value: unknown): asserts value is string;
  /** `true` or `false`. */
  flag(name: string, value: unknown): asserts value is boolean;
  /** One of the names; the message suggests the nearest. */
  oneOf<Name extends string>(name: string, value: unknown, names: readonly Name[]): asserts value is Name;
  /** A function. */
  callback(name: string, value: unknown): void;
  /** A plain record, not null, not an array. `example` completes the message: `{ train, epochs }`. */
  record<Value>(name: string, value: Value, example?: string): asserts value is Value & AnyRecord;
  /**
   * A record that has no other fields than the known ones, so that a misspelt option is not ignored; the message
   * suggests the nearest. Fields set to undefined count as left out.
   */
  options<Value>(name: string, value: Value, known: readonly string[]): asserts value is Value & AnyRecord;
  /** An array or a typed array of finite numbers within the range, not nested; `length` where it must have one. */
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
  /** An array, of anything; `min` is the least length. */
  list(name: string, value: unknown, range?: { readonly min?: number }): asserts value is readonly unknown[];
  /** Refuses unless `holds`: for what the kinds above do not cover. `expected` completes "x expects …". */
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

/** The first element that is no finite number within the range, by its index; -1 where there is none. */
function indexOutside(values: ArrayLike<unknown>, range: NumberRange): number {
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    if (!(typeof value === 'number' && Number.isFinite(value) && isWithin(value, range))) return index;
  }
  return -1;
}

// Where values come from another realm (a test runner's sandbox, an iframe), `instanceof` says no and this tag says yes.
function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/**
 * The checks of one package. `createError` makes its error, with its code for a wrong argument, of a message.
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
