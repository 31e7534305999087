// Tile on the wasm backend against the naive twin: only copies, so equality.
import { type Rank, tensor, tidy, tile } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tile as naiveTile } from '../../reference/reshaping/tile.ts';
import { expectGradients } from '../../testing/numerical-gradient.ts';
import { randomTensor } from '../../testing/random-tensor.ts';
import { EXACT, expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';
import { repetitions } from './Tile.ts';

useWasm();

interface TileCase {
  readonly shape: number[];
  readonly reps: number[];
}

function check({ shape, reps }: TileCase): void {
  tidy(() => {
    const x = randomTensor<Rank>(shape, 1);
    const tiled = tile(x, reps);
    expect(tiled.shape).toEqual(shape.map((length, axis) => length * reps[axis]));
    expectClose(tiled.dataSync(), naiveTile(x.dataSync(), { shape, reps }), EXACT);
  });
}

const axis = fc.record({
  length: fc.constantFrom(0, 1, 1, 2, 3, 5, 8),
  times: fc.constantFrom(0, 1, 1, 2, 3, 7),
});
const cases: fc.Arbitrary<TileCase> = fc
  .array(axis, { minLength: 1, maxLength: 4 })
  .map((axes) => ({ shape: axes.map(({ length }) => length), reps: axes.map(({ times }) => times) }));

describe('Tile', () => {
  it('equals the naive loop for any shape and any number of times', () => {
    fc.assert(fc.property(cases, check), { seed: 111, numRuns: 300 });
  });

  it('equals it for runs that are longer than a span', () => {
    for (const [length, times] of [
      [1, 5000],
      [3, 3001],
      [1025, 5],
      [2, 1],
    ])
      check({ shape: [2, 1, length], reps: [1, times, 1] });
  });

  it('tiles integers and truth values', () => {
    tidy(() => {
      expect([...tile(tensor([1, -2], [2], 'int32'), [2]).dataSync()]).toEqual([1, -2, 1, -2]);
      expect([...tile(tensor([true, false], [2], 'bool'), [2]).dataSync()]).toEqual([1, 0, 1, 0]);
    });
  });

  it('has the gradient that differences have', () => {
    expectGradients({
      forward: (x) => tile(x, [2, 3]),
      inputs: [randomTensor<Rank.R2>([2, 3], 1)],
      step: 0.5,
      tolerance: { atol: 2e-5, rtol: 1e-5 },
    });
  });
});

describe('repetitions', () => {
  it('takes axes of one number together', () => {
    expect(repetitions([1, 1, 1, 8], [4, 5, 6, 1])).toEqual([{ rows: 1, length: 8, times: 120 }]);
    expect(repetitions([2, 3], [2, 2])).toEqual([
      { rows: 2, length: 3, times: 2 },
      { rows: 1, length: 12, times: 2 },
    ]);
    expect(repetitions([2, 3], [1, 1])).toEqual([]);
  });
});
