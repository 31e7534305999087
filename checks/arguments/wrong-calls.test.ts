// The harness itself: functions that check everything pass, and each way of not checking is found.
import { type ArgumentChecks, createArgumentChecks } from '@nn101/arguments';
import { describe, expect, test } from 'vitest';
import * as kinds from './argument-kinds.ts';
import {
  callablesOf,
  type Entry,
  missingExports,
  missingMembers,
  type PackageTable,
  type Row,
} from './export-table.ts';
import { findFaults, wrongCalls } from './wrong-calls.ts';

class ExampleError extends Error {
  readonly code: string;

  constructor(message: string, code = 'INVALID_ARGUMENT') {
    super(message);
    this.code = code;
  }
}

const check: ArgumentChecks = createArgumentChecks((message) => new ExampleError(message));

class Counter {
  readonly #step: number;

  constructor(step: number) {
    check.wholeNumber('step', step, { min: 1 });
    this.#step = step;
  }

  static of(step: number) {
    return new Counter(step);
  }

  times(factor: number) {
    check.number('factor', factor);
    return this.#step * factor;
  }
}

/** What the harness finds wrong with one export. */
async function faultsOf(row: Row, exported: unknown): Promise<string[]> {
  const entry: Entry = { module: { example: exported }, rows: { example: row } };
  const table: PackageTable = { name: 'example', error: ExampleError, entries: { '.': entry } };
  const faults = await Promise.all(
    callablesOf('example', entry).map((callable) => findFaults(callable, table)),
  );
  return [...missingExports(entry), ...missingMembers('example', entry), ...faults.flat()];
}

function rowOf(value: kinds.Argument): Row {
  return { arguments: { value } };
}

describe('a function that checks everything passes', () => {
  const rateFields = { rate: kinds.number(0.5, { outside: [2] }), label: kinds.optional(kinds.text('x')) };
  test.each<[string, kinds.Argument, (value: unknown) => void]>([
    ['number', kinds.number(1, { outside: [-1] }), (value) => check.number('value', value, { min: 0 })],
    ['whole', kinds.whole(1), (value) => check.wholeNumber('value', value)],
    ['text', kinds.text('x'), (value) => check.text('value', value)],
    ['name', kinds.name('relu'), (value) => check.oneOf('value', value, ['relu', 'tanh'])],
    ['flag', kinds.flag(true), (value) => check.flag('value', value)],
    ['callback', kinds.callback(() => 1), (value) => check.callback('value', value)],
    ['numbers', kinds.numbers([1, 2]), (value) => check.numbers('value', value)],
    [
      'typedArray',
      kinds.typedArray(Uint8Array.of(1)),
      (value) => check.instance('value', value, [Uint8Array]),
    ],
    ['instance', kinds.instance(() => new Counter(1)), (value) => check.instance('value', value, [Counter])],
    ['anything', kinds.anything(1, 'it is not used'), () => {}],
    [
      'list',
      kinds.list(kinds.number(1)),
      (value) => {
        check.list('value', value);
        for (const [i, item] of value.entries()) check.number(`value[${i}]`, item);
      },
    ],
    [
      'matrix',
      kinds.matrix([[1, 2]]),
      (value) => {
        check.list('value', value);
        for (const [i, row] of value.entries()) check.numbers(`value[${i}]`, row);
      },
    ],
    [
      'options',
      kinds.options(rateFields),
      (value) => {
        check.options('example', value, Object.keys(rateFields));
        check.number('rate', value.rate, { max: 1 });
        if (value.label !== undefined) check.text('label', value.label);
      },
    ],
    [
      'record',
      kinds.record(rateFields),
      (value) => {
        check.record('value', value);
        check.number('rate', value.rate, { max: 1 });
        if (value.label !== undefined) check.text('label', value.label);
      },
    ],
    [
      'accepting',
      kinds.accepting(kinds.number(1), { null: 'it means none' }),
      (value) => {
        if (value !== null) check.number('value', value);
      },
    ],
  ])('%s', async (_, argument, run) => {
    expect(await faultsOf(rowOf(argument), run)).toEqual([]);
  });

  test('so do a class, a record of functions, a generator and an asynchronous function', async () => {
    const step = kinds.whole(2, { outside: [0] });
    const methods = { times: { arguments: { factor: kinds.number(2) } } };
    const row: Row = {
      isClass: true,
      arguments: { step },
      methods,
      statics: { of: { arguments: { step }, methods } },
    };
    expect(await faultsOf(row, Counter)).toEqual([]);
    const half = (value: number) => check.number('value', value);
    const member = { arguments: { value: kinds.number(1) } };
    expect(await faultsOf({ members: { 'numbers.half': member } }, { numbers: { half } })).toEqual([]);
    expect(
      await faultsOf(member, function* (value: number) {
        yield half(value);
      }),
    ).toEqual([]);
    expect(await faultsOf(member, async (value: number) => half(value))).toEqual([]);
  });
});

describe('what is found', () => {
  const value = kinds.number(1);

  test.each<[string, (value: number) => unknown, string]>([
    ['a result', (x) => x, 'example: value = NaN is taken without a word'],
    [
      'a raw error',
      (x) => x.toFixed(1),
      'example: value = null gives no ExampleError but TypeError: Cannot read',
    ],
    [
      'no name',
      (x) => check.number('rate', x),
      'example: value = NaN does not name value or example: rate expects a number; received NaN.',
    ],
    [
      'another code',
      (x) => {
        if (typeof x !== 'number' || !Number.isFinite(x)) throw new ExampleError('value expects 1', 'ODD');
      },
      'example: value = NaN has the code ODD, not INVALID_ARGUMENT',
    ],
    [
      'what came',
      (x) => {
        if (typeof x !== 'number' || !Number.isFinite(x)) throw new ExampleError('value expects 1');
      },
      'example: value = NaN does not say "received NaN": value expects 1',
    ],
    [
      'what was expected',
      (x) => {
        if (typeof x !== 'number' || !Number.isFinite(x)) throw new ExampleError(`value; received ${x}`);
      },
      'example: value = NaN does not say what was expected: value; received NaN',
    ],
    [
      'a valid call that fails',
      () => {
        throw new ExampleError('not today');
      },
      'example: the valid call fails with Error: not today',
    ],
    ['methods', () => ({ go: () => 1 }), 'example(…).go is not in the table'],
  ])('%s', async (_, run, fault) => {
    const faults = await faultsOf(rowOf(value), run);
    expect(faults.some((found) => found.startsWith(fault))).toBe(true);
  });

  test('an option that nobody reads, and a misspelt one without a hint', async () => {
    const options = kinds.options({ rate: kinds.optional(kinds.number(1)) });
    const faults = await faultsOf({ arguments: { options } }, (given: { rate?: number }) => {
      check.record('options', given);
      if (Object.keys(given).includes('ratee')) throw new ExampleError('example has no option "ratee".');
      if (given.rate !== undefined) check.number('rate', given.rate);
    });
    expect(faults).toEqual([
      'example: options.unheardOf = an unknown option is taken without a word',
      'example: options.ratee = the misspelt option ratee does not suggest rate: example has no option "ratee".',
    ]);
  });

  test('exports, static functions and members beside the table', async () => {
    const entry: Entry = {
      module: { one: () => 1, two: () => 2 },
      rows: { one: { arguments: {} }, three: { arguments: {} } },
    };
    expect(missingExports(entry)).toEqual(['two is not in the table', 'three is in the table alone']);
    expect(await faultsOf({ members: {} }, { half: () => 1 })).toEqual(['example.half is not in the table']);
    const row: Row = { isClass: true, arguments: { step: kinds.whole(1, { outside: [0] }) } };
    expect(await faultsOf(row, Counter)).toEqual([
      'example.of is not in the table',
      'new example(…).times is not in the table',
    ]);
  });

  test('each argument in turn, the others valid', () => {
    const row = { arguments: { left: value, right: kinds.optional(value) } };
    const [callable] = callablesOf('example', { module: { example: () => 1 }, rows: { example: row } });
    const calls = wrongCalls(callable);
    const lefts = calls.filter(({ problem }) => problem.path === 'left');
    expect(lefts.map(({ values }) => values[1])).toEqual(lefts.map(() => 1));
    expect(
      calls.filter(({ problem }) => problem.label === 'missing').map(({ problem }) => problem.path),
    ).toEqual(['left']);
  });
});
