// The sweeps fit the kernels: every small case runs, on ours and on stock.
import { beforeAll, describe, expect, test } from 'vitest';
import { type KernelPair, kernelPairs } from './kernel-pairs.ts';
import { measureOperation } from './measure-operation.ts';
import type { OperationCase } from './operation-case.ts';
import { sweep } from './sweep.ts';

const times = { rounds: 1, turnMilliseconds: 0 };
let pairs: KernelPair[];

beforeAll(async () => {
  pairs = await kernelPairs();
});

function elements({ inputs }: OperationCase): number {
  const size = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);
  return Object.values(inputs).reduce((sum, { shape }) => sum + size(shape), 0);
}

test('no case is listed twice', () => {
  const names = sweep(pairs.map(({ kernel }) => kernel)).map(({ kernel, shape }) => `${kernel} ${shape}`);
  expect(names).toEqual([...new Set(names)]);
});

test('every small case runs with our kernel, and with the stock one where there is one', () => {
  const small = sweep(pairs.map(({ kernel }) => kernel)).filter((operation) => elements(operation) < 5000);
  expect(small.length).toBeGreaterThan(50);
  for (const operation of small) {
    const pair = pairs.find(({ kernel }) => kernel === operation.kernel)!;
    const row = measureOperation(pair, { operation, times });
    expect(row, `${row.kernel} ${row.shape}`).toMatchObject({ microseconds: { best: expect.any(Number) } });
    if (pair.stock) expect(row, `${row.kernel} ${row.shape}`).toMatchObject({ ratio: expect.any(Number) });
  }
});

describe('a kernel', () => {
  const operation = { kernel: 'Sum', shape: '[2]', inputs: { x: { shape: [2] } }, attrs: { axis: [0] } };
  const fails = () => {
    throw new Error('not for this shape\nand more');
  };

  test('that fails on stock is timed alone, with the reason', () => {
    const pair: KernelPair = { kernel: 'Sum', ours: () => [], stock: fails };
    const row = measureOperation(pair, { operation, times });
    expect(row).toMatchObject({ kernel: 'Sum', stockFails: 'not for this shape' });
    expect(row).not.toHaveProperty('ratio');
  });

  test('of ours that fails is a fault', () => {
    expect(() => measureOperation({ kernel: 'Sum', ours: fails }, { operation, times })).toThrow(
      'not for this',
    );
  });
});
