// Select on the wasm backend against the naive choice: only copies, so equality.
import { engine, fill, type Rank, type Tensor, tensor, tidy, where } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomTensor, randomValues } from '../../testing/random-tensor.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

function truths(count: number, seed: number): number[] {
  return Array.from(randomValues(count, seed), (x) => +(x > 0));
}

describe('Select', () => {
  it('takes each number from where its condition says', () => {
    const check = (count: number, seed: number) =>
      tidy(() => {
        const [a, b] = [randomTensor<Rank.R1>([count], seed), randomTensor<Rank.R1>([count], seed + 1)];
        const condition = truths(count, seed + 2);
        const chosen = where(tensor(condition, [count], 'bool'), a, b).dataSync();
        const [as, bs] = [a.dataSync(), b.dataSync()];
        expect([...chosen]).toEqual(condition.map((isTrue, i) => (isTrue ? as[i] : bs[i])));
      });
    fc.assert(fc.property(fc.integer({ min: 0, max: 100 }), fc.nat(), check), { seed: 107, numRuns: 200 });
  });

  it('takes any byte but 0 for true, NaN as it is, and no number from the other side', () => {
    tidy(() => {
      const condition = tensor(new Uint8Array([2, 0, 255, 0, 128]), [5], 'bool');
      const [a, b] = [fill([5], Number.NaN), tensor([1, 2, 3, 4, 5])];
      expect([...where(condition, a, b).dataSync()]).toEqual([NaN, 2, NaN, 4, NaN]);
    });
  });

  // tfjs' own op makes all shapes the same first; the kernel is documented to take a list of rows too.
  it('chooses rows by a list of conditions', () => {
    tidy(() => {
      const condition = tensor([1, 0, 1], [3], 'bool');
      const [t, e] = [randomTensor<Rank.R2>([3, 5], 1), randomTensor<Rank.R2>([3, 5], 2)];
      const chosen = engine().runKernel('Select', { condition, t, e }) as Tensor;
      const [ts, es] = [t.dataSync(), e.dataSync()];
      expect([...chosen.dataSync()]).toEqual([...ts.slice(0, 5), ...es.slice(5, 10), ...ts.slice(10)]);
    });
  });

  it('chooses whole numbers and truth values', () => {
    tidy(() => {
      const condition = tensor([1, 0, 1], [3], 'bool');
      for (const dtype of ['int32', 'bool'] as const) {
        const chosen = where(condition, tensor([1, 1, 0], [3], dtype), tensor([0, 0, 1], [3], dtype));
        expect([chosen.dtype, ...chosen.dataSync()]).toEqual([dtype, 1, 0, 0]);
      }
    });
  });
});
