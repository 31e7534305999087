// For tests: Vitest's words where there is no Vitest, in a page. Jasmine, which the page has loaded before, does the
// work; here its words get the forms that the suites use. A bundle takes this file in place of 'vitest'.

type Body = (...row: never[]) => unknown;
type Expectation = Record<string, (...expected: unknown[]) => void> & {
  not: Expectation;
  withContext(text: string): Expectation;
};

interface Jasmine {
  getEnv(): JasmineEnv;
  objectContaining(sample: object): object;
  stringContaining(text: string): object;
  arrayContaining(sample: readonly unknown[]): object;
}
export interface SpecResult {
  readonly fullName: string;
  readonly status: string;
  readonly failedExpectations: readonly { readonly message: string }[];
}
interface JasmineEnv {
  configure(options: object): void;
  addReporter(reporter: { specDone?(result: SpecResult): void; suiteDone?(result: SpecResult): void }): void;
  execute(): Promise<{
    readonly overallStatus: string;
    readonly incompleteReason?: string;
    readonly failedExpectations: SpecResult['failedExpectations'];
  }>;
}
interface Words {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => unknown, milliseconds?: number): void;
  beforeAll(body: () => unknown): void;
  afterAll(body: () => unknown): void;
  beforeEach(body: () => unknown): void;
  afterEach(body: () => unknown): void;
  expect(value: unknown): Expectation;
}
declare const jasmineRequire: {
  core(self: object): Jasmine;
  interface(jasmine: Jasmine, env: JasmineEnv): Words;
};

const jasmine = jasmineRequire.core(jasmineRequire);
export const env: JasmineEnv = jasmine.getEnv();
env.configure({ random: false, forbidDuplicateNames: false });
const words = jasmineRequire.interface(jasmine, env);
export const { beforeAll, afterAll, beforeEach, afterEach } = words;

const minute = 60_000;

function withRows(declare: (name: string, body: () => unknown) => void) {
  const each = (table: readonly unknown[]) => (name: string, body: Body) => {
    for (const [index, row] of table.entries()) {
      const values = (Array.isArray(row) ? row : [row]) as never[];
      declare(`${name} (${index}: ${JSON.stringify(row)})`, () => body(...values));
    }
  };
  return Object.assign(declare, { each });
}

export const it = withRows((name, body) => words.it(name, body, minute));
export const test = it;
export const describe = withRows((name, body) => words.describe(name, () => void body()));

/** An expectation with Vitest's names for what Jasmine calls otherwise. */
function expectation(value: unknown, context = ''): Expectation {
  const made = words.expect(value).withContext(context);
  const numbersOf = (of: unknown) => (ArrayBuffer.isView(of) ? Array.from(Object.values(of)) : of);
  const { not } = made;
  return Object.assign(Object.create(made, { not: { value: not } }), {
    toHaveLength: (length: unknown) => words.expect((value as ArrayLike<unknown>).length).toBe(length),
    toMatchObject: (sample: object) => made.toEqual(jasmine.objectContaining(sample)),
    toThrowError: (what: unknown) => expectThrow(value as () => unknown, what),
    toThrow: (what: unknown) => expectThrow(value as () => unknown, what),
    // The text is compared in Node.
    toThrowErrorMatchingInlineSnapshot: () => expectThrow(value as () => unknown, undefined),
    toMatchInlineSnapshot: () => undefined,
    toEqual: (expected: unknown) =>
      words.expect(numbersOf(value)).withContext(context).toEqual(numbersOf(expected)),
  });
}

function expectThrow(body: () => unknown, what: unknown): void {
  let thrown: unknown;
  try {
    body();
  } catch (error) {
    thrown = error;
  }
  words.expect(thrown).toBeInstanceOf(Error);
  if (typeof what === 'function') words.expect(thrown).toBeInstanceOf(what);
  else if (typeof what === 'object' && what !== null && !(what instanceof RegExp))
    words.expect(thrown).toEqual(what);
  else if (what !== undefined) words.expect(String(thrown)).toMatch(what);
}

export const expect = Object.assign(expectation, {
  objectContaining: (sample: object) => jasmine.objectContaining(sample),
  stringContaining: (text: string) => jasmine.stringContaining(text),
  arrayContaining: (sample: readonly unknown[]) => jasmine.arrayContaining(sample),
  fail: (message: string) => {
    throw new Error(message);
  },
});
