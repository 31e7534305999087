// Broadcasting operations on the wasm backend against the naive twin: arithmetic, Maximum, Minimum, Prelu, Pow and Mod.
import {
  add,
  div,
  floorDiv,
  maximum,
  minimum,
  mod,
  mul,
  pow,
  prelu,
  type Rank,
  sub,
  type Tensor,
  tensor,
  tidy,
} from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BroadcastOperation, layOut } from '../../records/broadcast-layout.ts';
import { broadcast as naiveBroadcast } from '../../reference/elementwise/broadcast.ts';
import { expectGradients } from '../../testing/numerical-gradient.ts';
import { randomOrder, randomTensor } from '../../testing/random-tensor.ts';
import { EXACT, expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

const operations: Record<BroadcastOperation, (a: Tensor, b: Tensor) => Tensor> = {
  add,
  subtract: sub,
  multiply: mul,
  divide: div,
  floorDivide: floorDiv,
  maximum,
  minimum,
  modulo: mod,
  power: pow,
  prelu,
};
const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
const SPECIAL = [nan, infinity, -infinity, 0, 1, -1, 2.5, -2.5];

interface Drawn {
  shape: number[];
  aOnes: boolean[];
  bOnes: boolean[];
  aDrop: number;
  bDrop: number;
  seed: number;
}

// A shape of up to six axes, and two that broadcast to it or to less.
const drawn: fc.Arbitrary<Drawn> = fc.integer({ min: 0, max: 6 }).chain((rank) => {
  const of = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: rank, maxLength: rank });
  return fc.record({
    shape: of(fc.constantFrom(0, 1, 1, 2, 3, 5)),
    aOnes: of(fc.boolean()),
    bOnes: of(fc.boolean()),
    aDrop: fc.integer({ min: 0, max: rank }),
    bDrop: fc.integer({ min: 0, max: rank }),
    seed: fc.nat(),
  });
});

function special(shape: number[], seed: number): Tensor {
  const picks = randomTensor<Rank>(shape, seed).dataSync();
  return tensor(
    Float32Array.from(picks, (x) => SPECIAL[Math.floor((x + 1) * 4)]),
    shape,
  );
}

describe.each(Object.keys(operations) as (keyof typeof operations)[])('%s', (operation) => {
  it('equals the naive loops over any shapes, NaN and infinities', () => {
    const check = ({ shape, aOnes, bOnes, aDrop, bDrop, seed }: Drawn) =>
      tidy(() => {
        const aShape = shape.map((length, axis) => (aOnes[axis] ? 1 : length)).slice(aDrop);
        const bShape = shape.map((length, axis) => (bOnes[axis] ? 1 : length)).slice(bDrop);
        const [a, b] = [special(aShape, seed), special(bShape, seed + 1)];
        const y = operations[operation](a, b);
        const expected = naiveBroadcast(y.shape, {
          operation,
          a: { shape: a.shape, values: a.dataSync() },
          b: { shape: b.shape, values: b.dataSync() },
        });
        expectClose(y.dataSync(), expected, EXACT);
      });
    fc.assert(fc.property(drawn, check), { seed: 51, numRuns: 200 });
  });

  it('takes long rows', () => {
    tidy(() => {
      const [a, b] = [randomTensor<Rank.R2>([7, 131], 1), randomTensor<Rank.R1>([131], 2)];
      const expected = naiveBroadcast([7, 131], {
        operation,
        a: { shape: a.shape, values: a.dataSync() },
        b: { shape: b.shape, values: b.dataSync() },
      });
      expectClose(operations[operation](a, b).dataSync(), expected, EXACT);
    });
  });

  it('takes many rows of few columns, on either side', () => {
    tidy(() => {
      for (let columns = 1; columns < 18; columns++) {
        const [rows, row] = [randomTensor<Rank.R2>([37, columns], 3), randomTensor<Rank.R1>([columns], 4)];
        for (const [a, b] of [
          [rows, row],
          [row, rows],
        ]) {
          const expected = naiveBroadcast([37, columns], {
            operation,
            a: { shape: a.shape, values: a.dataSync() },
            b: { shape: b.shape, values: b.dataSync() },
          });
          expectClose(operations[operation](a, b).dataSync(), expected, EXACT);
        }
      }
    });
  });

  // Floors and remainders have steps; no power is a straight line within one. Against the cpu backend's gradients:
  // cpu-sweep-gradients.test.ts.
  if (['floorDivide', 'modulo', 'power'].includes(operation)) return;
  it('has the gradient that differences have', () => {
    // Away from the kinks: no number is 0, and no two are as close as a step.
    const values = randomOrder(60, 3).map((x) => x + 1 / 32);
    // A quotient by what is near 0 is no straight line within a step.
    const apart = operation === 'divide' ? 4 : 0;
    expectGradients({
      forward: (a, b) => operations[operation](a, b),
      inputs: [
        tensor(values.slice(0, 30), [2, 3, 5]),
        tensor(
          values.slice(30).map((x) => x + apart),
          [2, 3, 5],
        ),
      ],
      step: 2 ** -6,
      tolerance: { atol: 1e-4, rtol: 1e-4 },
    });
  });
});

describe('prelu of many numbers, which the original kernel may do', () => {
  it.each([
    [[33, 131], [131]],
    [
      [9, 16, 16],
      [1, 16, 16],
    ],
    [
      [33, 131],
      [33, 1],
    ],
    [[33, 131], []],
  ])('equals the naive loops: %j by %j', (shape, alphaShape) => {
    tidy(() => {
      for (const alpha of [randomTensor<Rank>(alphaShape, 5), special(alphaShape, 6)]) {
        const x = special(shape, 4);
        const expected = naiveBroadcast(shape, {
          operation: 'prelu',
          a: { shape, values: x.dataSync() },
          b: { shape: alphaShape, values: alpha.dataSync() },
        });
        expectClose(prelu(x, alpha).dataSync(), expected, { atol: 0, rtol: 0 });
      }
    });
  });
});

it('floorDiv takes the floor of the quotient, not of its nearest float', () => {
  const floors = tidy(() => floorDiv(tensor([1, -7, 1, 3e9, 1]), tensor([1 / 3, 2, 0, 1, nan])));
  // 32 bits hold a third as a little more; as integers infinity and NaN are 0, and 3e9 goes round.
  expect([floors.dtype, ...floors.dataSync()]).toEqual(['int32', 2, -4, 0, 3e9 - 2 ** 32, 0]);
  floors.dispose();
});

describe('layOut', () => {
  const ones = (count: number) => Array.from({ length: count }, () => [1, 0, 0]).flat();
  const shapes = (...of: number[][]) => of.map((shape) => ({ shape }));

  it('stands still where an axis has one number, or none is there', () => {
    expect(layOut(3, [4, 3, 5, 2], shapes([3, 1, 2], [4, 3, 5, 2]))).toEqual([
      ...[3, ...ones(2), 4, 0, 120],
      ...[3, 8, 40, 5, 0, 8, 2, 4, 4],
    ]);
  });

  it('makes one axis of neighbours that both tensors follow', () => {
    expect(layOut(0, [2, 3, 4], shapes([2, 3, 4], [1]))).toEqual([0, ...ones(5), 24, 4, 0]);
    expect(layOut(0, [2, 3, 4], shapes([2, 3, 4], [3, 4]))).toEqual([0, ...ones(4), 2, 48, 0, 12, 4, 4]);
    expect(layOut(0, [1, 1], shapes([1], [1, 1]))).toEqual([0, ...ones(6)]);
  });
});
