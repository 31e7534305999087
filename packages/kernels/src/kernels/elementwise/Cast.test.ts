// Cast against JavaScript's typed arrays, which decide what a type drops.
import { cast, tensor, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

const edges = [
  0, -0, 0.5, -0.5, 1.999, -1.999, 2147483520, 2147483648, -2147483648, -2147483904, 4294967296, 3e9,
];
const odd = [
  -3e9,
  1e18,
  2 ** 63,
  -1e19,
  1e38,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];

describe('Cast', () => {
  it('gives integers from floats as typed arrays do, whatever stands beside them', () => {
    const number = fc.oneof(
      fc.float(),
      fc.constantFrom(...edges, ...odd),
      fc.double({ min: -1e10, max: 1e10 }),
    );
    const check = fc.property(fc.array(number, { maxLength: 21 }), (drawn) => {
      const floats = Float32Array.from(drawn);
      const result = tidy(() => cast(tensor(floats), 'int32').dataSync());
      expect(result).toEqual(Int32Array.from(floats));
    });
    fc.assert(check, { seed: 81, numRuns: 300 });
  });

  it('gives floats from integers, rounded beyond 2^24', () => {
    const check = fc.property(fc.array(fc.integer(), { maxLength: 21 }), (drawn) => {
      const integers = Int32Array.from(drawn);
      expect(tidy(() => cast(tensor(integers, undefined, 'int32'), 'float32').dataSync())).toEqual(
        Float32Array.from(integers),
      );
    });
    fc.assert(check, { seed: 82, numRuns: 100 });
  });

  it('takes truth values for 0 and 1, and every number but 0 for true', () => {
    tidy(() => {
      const truths = tensor([true, false, true]);
      expect([...cast(truths, 'float32').dataSync()]).toEqual([1, 0, 1]);
      expect([...cast(truths, 'int32').dataSync()]).toEqual([1, 0, 1]);
      expect([...cast(tensor([0.5, 0, -3, Number.NaN]), 'bool').dataSync()]).toEqual([1, 0, 1, 1]);
    });
  });
});
