// What a table says of an argument: a valid value, and of which kind it is. From the kind follow the wrong values that
// the function is called with. How the tables are put together: export-table.ts; what must come back: wrong-calls.ts.

/** A value that a function must refuse. */
export interface WrongValue {
  /** What is wrong, for the test's report, such as `a bigint`. */
  readonly label: string;
  /** The argument as it is passed. */
  readonly value: unknown;
  /** What is wrong in it, where it lies deeper: the message must describe this, or a part of it. */
  readonly cause: unknown;
  /** Where it stands, such as `options.layers[0].units`. The message must name the last part. */
  readonly path: string;
  /** The name that the message must suggest, where a known one was misspelt. */
  readonly suggestion?: string;
}

/** An argument, an option, or a field of a record. */
export interface Argument {
  /** A valid value; a new one each time, so that a call can't spoil it for the next. */
  valid(): unknown;
  /** The wrong values of something called `path`. A missing value is not among them. */
  wrong(path: string): readonly WrongValue[];
  readonly optional: boolean;
  /** Descriptions of wrong values that the function takes, each with the reason. */
  readonly accepts?: Readonly<Record<string, string>>;
}

const foreign: Readonly<Record<string, unknown>> = {
  null: null,
  'a number': 3,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  'a number as a string': '3',
  'a string': 'nonsense',
  true: true,
  'a bigint': 3n,
  'a symbol': Symbol('three'),
  'a function': () => 3,
  'an empty object': {},
  'an array': [1, 2],
  'a nested array': [[1, 2]],
  'an array of strings': ['1', '2'],
  'a typed array': Uint8Array.of(1, 2),
};

/** A wrong value whose cause, unless it is told, is the value itself. */
type Problem = Omit<WrongValue, 'cause'> & { readonly cause?: unknown };

/** All values that are of none of the kinds named. */
function allBut(path: string, ...kinds: readonly string[]): Problem[] {
  return Object.entries(foreign)
    .filter(([label]) => !kinds.includes(label))
    .map(([label, value]) => ({ label, value, path }));
}

function kind(valid: () => unknown, problems: (path: string) => readonly Problem[]): Argument {
  const wrong = (path: string) => problems(path).map((problem) => ({ cause: problem.value, ...problem }));
  return { valid, wrong, optional: false };
}

/** A finite number; `outside` are numbers beyond its range. */
export function number(value: number, { outside = [] }: { outside?: readonly number[] } = {}): Argument {
  return kind(
    () => value,
    (path) => [
      ...allBut(path, 'a number'),
      ...outside.map((wrong) => ({ label: `${wrong}, out of range`, value: wrong, path })),
    ],
  );
}

/** A whole number. */
export function whole(value: number, { outside = [] }: { outside?: readonly number[] } = {}): Argument {
  return number(value, { outside: [value + 0.5, ...outside] });
}

/** Any string. */
export function text(value: string): Argument {
  return kind(
    () => value,
    (path) => allBut(path, 'a string', 'a number as a string'),
  );
}

/** One of the names that the function knows; a misspelt one must lead to it. */
export function name(value: string): Argument {
  const misspelt = `${value}${value.at(-1)}`;
  return kind(
    () => value,
    (path) => [
      ...allBut(path),
      { label: `the misspelt ${misspelt}`, value: misspelt, path, suggestion: value },
    ],
  );
}

/** `true` or `false`. */
export function flag(value: boolean): Argument {
  return kind(
    () => value,
    (path) => allBut(path, 'true'),
  );
}

/** A function that the caller gives. */
export function callback(value: (...values: never[]) => unknown): Argument {
  return kind(
    () => value,
    (path) => allBut(path, 'a function'),
  );
}

/** What stands for a number in an array of numbers and is none. */
const noNumbers: Readonly<Record<string, unknown>> = {
  missing: undefined,
  null: null,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  'a number as a string': '3',
  'a bigint': 3n,
  'an array': [1],
};

/** An array of numbers, not nested. `takes` names what may stand among them, such as `NaN`. */
export function numbers(
  value: readonly number[],
  { takes = [] }: { takes?: readonly string[] } = {},
): Argument {
  return kind(
    () => [...value],
    (path) => [
      ...allBut(path, 'an array', 'a typed array'),
      ...Object.entries(noNumbers)
        .filter(([label]) => value.length > 0 && !takes.includes(label))
        .map(([label, item]) => ({
          label: `${label} as first number`,
          value: [item, ...value.slice(1)],
          cause: item,
          path,
        })),
    ],
  );
}

/** Rows of numbers of equal length. */
export function matrix(value: readonly (readonly number[])[]): Argument {
  const copy = () => value.map((row) => [...row]);
  return kind(copy, (path) => [
    ...allBut(path, 'a nested array'),
    ...['missing', 'null', 'a number'].map((label) => ({
      label: `${label} as first row`,
      value: [foreign[label], ...copy().slice(1)],
      cause: foreign[label],
      path,
    })),
    ...Object.entries(noNumbers).map(([label, item]) => ({
      label: `${label} as first number`,
      value: [[item, ...value[0].slice(1)], ...copy().slice(1)],
      cause: item,
      path,
    })),
  ]);
}

/** A typed array of one class, such as the bytes of images: arrays and typed arrays of other classes are wrong. */
export function typedArray<Values extends Uint8Array | Float32Array | Int32Array>(value: Values): Argument {
  const other = value instanceof Float32Array ? Float64Array : Float32Array;
  return kind(
    () => value.slice(),
    (path) => [
      ...allBut(path, ...(value instanceof Uint8Array ? ['a typed array'] : [])),
      { label: `a ${other.name} of the same length`, value: other.from(value), path },
      { label: 'an array of the same length', value: Array.from(value), path },
    ],
  );
}

/** An object of some class or interface with methods; all plain values are wrong. */
export function instance(create: () => unknown): Argument {
  return kind(create, (path) => allBut(path));
}

/** A value of any type, none of which is refused, for the reason given. */
export function anything(value: unknown, reason: string): Argument {
  return { valid: () => value, wrong: () => [], optional: true, accepts: { everything: reason } };
}

/** An array whose items are of the given kinds. */
export function list(...items: readonly Argument[]): Argument {
  const valid = () => items.map((item) => item.valid());
  return kind(valid, (path) => [
    ...allBut(path, 'an array', 'a nested array', 'an array of strings'),
    ...items.flatMap((item, position) => {
      const itemPath = `${path}[${position}]`;
      const wrong = wrongArguments({ ...item, optional: false }, itemPath);
      return wrong.map((problem) => ({ ...problem, value: valid().with(position, problem.value) }));
    }),
  ]);
}

type Fields = Readonly<Record<string, Argument>>;

function validRecord(fields: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([field, argument]) => [field, argument.valid()]));
}

/** A record of data that may have other fields too. */
export function record(fields: Fields): Argument {
  return kind(
    () => validRecord(fields),
    (path) => [
      ...allBut(path, 'an empty object'),
      ...Object.entries(fields).flatMap(([field, argument]) =>
        wrongArguments(argument, `${path}.${field}`).map((problem) => ({
          ...problem,
          value: { ...validRecord(fields), [field]: problem.value },
        })),
      ),
    ],
  );
}

/** Options: a record whose unknown fields are refused, and whose misspelt ones are recognised. */
export function options(fields: Fields): Argument {
  const { valid, wrong } = record(fields);
  const [known] = Object.keys(fields);
  const misspelt = `${known}${known.at(-1)}`;
  return kind(valid, (path) => [
    ...wrong(path),
    {
      label: 'an unknown option',
      value: { ...validRecord(fields), unheardOf: 1 },
      path: `${path}.unheardOf`,
    },
    {
      label: `the misspelt option ${misspelt}`,
      value: { ...validRecord(fields), [misspelt]: fields[known].valid() },
      path: `${path}.${misspelt}`,
      suggestion: known,
    },
  ]);
}

/** The same, but it may be left out. */
export function optional(argument: Argument): Argument {
  return { ...argument, optional: true };
}

/** The same, but the wrong values of these labels are taken, each for the reason given. */
export function accepting(argument: Argument, accepts: Readonly<Record<string, string>>): Argument {
  return { ...argument, accepts: { ...argument.accepts, ...accepts } };
}

/** Everything that is wrong in place of an argument called `path`, a missing one included. */
export function wrongArguments({ wrong, optional, accepts = {} }: Argument, path: string): WrongValue[] {
  const missing = { label: 'missing', value: undefined, cause: undefined, path };
  return [
    ...(optional ? [] : [missing]),
    ...wrong(path).filter(({ label }) => !Object.hasOwn(accepts, label)),
  ];
}
