// GatherV2 on the wasm backend: every number that comes out is looked up by hand.
import { gather, type Rank, tensor, tensor1d, tensor2d, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomTensor } from '../../testing/random-tensor.ts';
import { EXACT, expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

interface GatherCase {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
  readonly ids: readonly number[];
}

const cases: fc.Arbitrary<GatherCase> = fc
  .record({
    outer: fc.integer({ min: 0, max: 4 }),
    length: fc.integer({ min: 1, max: 9 }),
    inner: fc.constantFrom(0, 1, 2, 3, 8, 17),
    ids: fc.array(fc.nat(), { maxLength: 12 }),
  })
  .map((drawn) => ({ ...drawn, ids: drawn.ids.map((id) => id % drawn.length) }));

describe('GatherV2', () => {
  it('looks up what the indices name, along any axis', () => {
    const check = ({ outer, length, inner, ids }: GatherCase) =>
      tidy(() => {
        const x = randomTensor<Rank.R3>([outer, length, inner], 1);
        const values = x.dataSync();
        const y = gather(x, tensor1d([...ids], 'int32'), 1);
        expect(y.shape).toEqual([outer, ids.length, inner]);
        const expected = Array.from({ length: y.size }, (_, index) => {
          const [block, place] = [Math.floor(index / (ids.length * inner)), Math.floor(index / inner)];
          return values[(block * length + ids[place % ids.length]) * inner + (index % inner)];
        });
        expectClose(y.dataSync(), expected, EXACT);
      });
    fc.assert(fc.property(cases, check), { seed: 131, numRuns: 200 });
  });

  it('takes indices of any shape, and indices of its own for each item of a batch', () => {
    tidy(() => {
      const x = tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
      const ids = tensor2d([2, 0, 1, 1], [2, 2], 'int32');
      expect(gather(x, ids, 1).shape).toEqual([2, 2, 2]);
      expect([...gather(x, ids, 1).dataSync()]).toEqual([3, 1, 2, 2, 6, 4, 5, 5]);
      expect([...gather(x, ids, 1, 1).dataSync()]).toEqual([3, 1, 5, 5]);
      expect([...gather(x, ids, -1, 1).dataSync()]).toEqual([3, 1, 5, 5]);
    });
  });

  it('keeps integers and truth values', () => {
    tidy(() => {
      const ids = tensor1d([1, 0, 1], 'int32');
      const integers = gather(tensor1d([7, -8], 'int32'), ids);
      expect([integers.dtype, ...integers.dataSync()]).toEqual(['int32', -8, 7, -8]);
      const truths = gather(tensor([1, 0, 1, 1, 1, 0], [2, 3], 'bool'), ids);
      expect([truths.dtype, ...truths.dataSync()]).toEqual(['bool', 1, 1, 0, 1, 0, 1, 1, 1, 0]);
    });
  });

  it('refuses an index that the axis does not have', () => {
    tidy(() => {
      const x = tensor2d([1, 2, 3, 4], [2, 2]);
      expect(() => gather(x, tensor1d([0, 2], 'int32'))).toThrowErrorMatchingInlineSnapshot(
        `[KernelError: GatherV2: the index value 2 is not in [0, 1], the slices of axis 0; it is at place 1 of the indices. Look for labels or words that the table does not have.]`,
      );
      expect(() => gather(x, tensor1d([-1], 'int32'))).toThrowError(
        expect.objectContaining({ code: 'INDEX_OUTSIDE' }),
      );
    });
  });
});
