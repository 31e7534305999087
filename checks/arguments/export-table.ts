// The tables: what each export of a package is, and what it is called with. Whether a table names exactly what is there
// is found out here, down to the methods of classes, of returned objects and of records of functions.
import type { Argument } from './argument-kinds.ts';

/** A function and its arguments in order, by name. */
export interface FunctionRow {
  readonly arguments: Readonly<Record<string, Argument>>;
  /** Codes of the error other than `INVALID_ARGUMENT` that a wrong argument may have. */
  readonly codes?: readonly string[];
  /** The methods of the object that the function returns. */
  readonly methods?: Readonly<Record<string, FunctionRow>>;
  /** The code that the valid call ends with where it cannot succeed in a test, such as one that needs real data. */
  readonly fails?: string;
  /** Why the methods of what it returns are not checked, such as a model of TensorFlow.js. */
  readonly methodsOf?: string;
  /** Releases what the valid call returned. */
  readonly dispose?: (result: unknown) => unknown;
}

/** A class: its constructor's arguments, its static functions and its methods. */
export interface ClassRow extends FunctionRow {
  readonly isClass: true;
  readonly statics?: Readonly<Record<string, FunctionRow>>;
}

/** A record of records of functions, such as `losses`, each function by its path in it. */
export interface MembersRow {
  readonly members: Readonly<Record<string, FunctionRow>>;
}

/** An export that takes no arguments from callers, and why. */
export interface ConstantRow {
  readonly constant: string;
}

export type Row = FunctionRow | ClassRow | MembersRow | ConstantRow;

/** One path that a package exports, such as `.` or `./plan`: what is there and what the table knows of it. */
export interface Entry {
  readonly module: Readonly<Record<string, unknown>>;
  readonly rows: Readonly<Record<string, Row>>;
}

/** All exports of one package. */
export interface PackageTable {
  readonly name: string;
  readonly error: new (...values: never[]) => Error & { readonly code: string };
  /** By the package.json's paths. */
  readonly entries: Readonly<Record<string, Entry>>;
}

/** Something that can be called with arguments, found in a table. */
export interface Callable {
  /** Such as `RandomState.rand`. */
  readonly label: string;
  readonly row: FunctionRow;
  /** Calls it; a method of a new object each time. Rejects where the function throws. */
  call(values: readonly unknown[]): Promise<unknown>;
}

function isFunction(value: unknown): value is (...values: readonly unknown[]) => unknown {
  return typeof value === 'function';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Valid arguments for a call; a trailing one that is optional is given too. */
export function validArguments(row: FunctionRow): unknown[] {
  return Object.values(row.arguments).map((argument) => argument.valid());
}

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((target, key) => (isObject(target) ? target[key] : undefined), value);
}

function methodCallables(
  label: string,
  {
    methods = {},
    create,
    dispose,
  }: Pick<FunctionRow, 'methods' | 'dispose'> & { create(): Promise<unknown> },
): Callable[] {
  return Object.entries(methods).map(([name, row]) => ({
    label: `${label}.${name}`,
    row,
    async call(values) {
      const target = await create();
      try {
        const method = isObject(target) ? target[name] : undefined;
        if (!isFunction(method)) throw new Error(`There is no method ${label}.${name}.`);
        return await firstOf(await method.apply(target, [...values]));
      } finally {
        await dispose?.(target);
      }
    },
  }));
}

/** A generator runs nothing before it is asked for its first item. */
async function firstOf(result: unknown): Promise<unknown> {
  if (isObject(result) && isFunction(result.next) && isFunction(result.return)) {
    await result.next();
    await result.return(undefined);
  }
  return result;
}

function functionCallables(label: string, target: unknown, row: FunctionRow): Callable[] {
  const call = async (values: readonly unknown[]) => {
    if (!isFunction(target)) throw new Error(`${label} is no function.`);
    return await firstOf(await target(...values));
  };
  const own: Callable = { label, row, call };
  return [own, ...methodCallables(label, { ...row, create: () => call(validArguments(row)) })];
}

function classCallables(label: string, target: unknown, row: ClassRow): Callable[] {
  const call = async (values: readonly unknown[]) => Reflect.construct(target as () => unknown, [...values]);
  const statics = Object.entries(row.statics ?? {}).flatMap(([name, staticRow]) => {
    const method: unknown = Reflect.get(target as object, name);
    const bound = isFunction(method) ? method.bind(target) : undefined;
    return functionCallables(`${label}.${name}`, bound, staticRow);
  });
  return [
    { label: `new ${label}`, row, call },
    ...statics,
    ...methodCallables(label, { ...row, create: () => call(validArguments(row)) }),
  ];
}

/** All that a row of the table lets be called. */
export function callablesOf(name: string, { module, rows }: Entry): Callable[] {
  const row = rows[name];
  const target = module[name];
  if (row === undefined || 'constant' in row) return [];
  if ('members' in row) {
    return Object.entries(row.members).flatMap(([path, member]) =>
      functionCallables(`${name}.${path}`, at(target, path), member),
    );
  }
  return 'isClass' in row ? classCallables(name, target, row) : functionCallables(name, target, row);
}

/** Paths of all functions in a record of records. */
function functionPaths(value: unknown, prefix = ''): string[] {
  if (isFunction(value)) return [prefix];
  if (!isObject(value) || Array.isArray(value) || ArrayBuffer.isView(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    functionPaths(inner, prefix === '' ? key : `${prefix}.${key}`),
  );
}

const builtIn: readonly unknown[] = [Object, Array, Error, Map, Set, Promise, Uint8Array, Float32Array].map(
  (kind) => kind.prototype,
);

/** Names of an object's methods, inherited ones included, those of JavaScript's own classes left out. */
function methodNames(value: unknown): string[] {
  if (!isObject(value) || ArrayBuffer.isView(value) || Array.isArray(value)) return [];
  const names = new Set<string>();
  for (
    let level: unknown = value;
    isObject(level) && !builtIn.includes(level);
    level = Object.getPrototypeOf(level)
  ) {
    for (const [name, { value: member }] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (isFunction(member) && name !== 'constructor') names.add(name);
    }
  }
  const isIterator = names.has('next') || Symbol.iterator in value || Symbol.asyncIterator in value;
  return isIterator ? [] : [...names];
}

function difference(label: string, there: readonly string[], known: readonly string[]): string[] {
  return [
    ...there.filter((name) => !known.includes(name)).map((name) => `${label}${name} is not in the table`),
    ...known.filter((name) => !there.includes(name)).map((name) => `${label}${name} is in the table alone`),
  ];
}

/** Exports of the module that the table lacks, and rows of the table that nothing is exported for. */
export function missingExports({ module, rows }: Entry): string[] {
  return difference('', Object.keys(module), Object.keys(rows));
}

/** Functions inside an export that the table lacks: members of a record, static functions of a class. */
export function missingMembers(name: string, { module, rows }: Entry): string[] {
  const row = rows[name];
  const target = module[name];
  if (row === undefined || 'constant' in row) return [];
  if ('members' in row) return difference(`${name}.`, functionPaths(target), Object.keys(row.members));
  if (!('isClass' in row)) return isFunction(target) ? [] : [`${name} is no function`];
  const statics = Object.entries(Object.getOwnPropertyDescriptors(target)).filter(([, { value }]) =>
    isFunction(value),
  );
  return difference(
    `${name}.`,
    statics.map(([key]) => key),
    Object.keys(row.statics ?? {}),
  );
}

/** Methods of what a valid call returned that the table lacks. */
export function missingMethods({ label, row }: Callable, result: unknown): string[] {
  if (row.methodsOf !== undefined) return [];
  return difference(`${label}(…).`, methodNames(result), Object.keys(row.methods ?? {}));
}
