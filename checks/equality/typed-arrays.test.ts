import { expect, test } from 'vitest';
import { haveEqualBytes } from './typed-arrays.ts';

test('arrays of one type with the same bytes are equal, wherever they lie', () => {
  const part = new Float32Array([9, 1, Number.NaN, -0]).subarray(1);
  expect(haveEqualBytes(part, new Float32Array([1, Number.NaN, -0]))).toBe(true);
  expect({ part }).toEqual({ part: part.slice() });
});

test.each([
  [
    [1, 2],
    [1, 2],
  ],
  [new Uint8Array([1]), [1]],
  [new Uint8Array([1]), new Int8Array([1])],
  [new Uint8Array([1]), new Uint8Array([1, 0])],
  [new Uint8Array([1]), new Uint8Array([2])],
  [new Float32Array([0]), new Float32Array([-0])],
])('of %o and %o Vitest judges itself', (a, b) => {
  expect(haveEqualBytes(a, b)).toBeUndefined();
});

test('arrays that differ are still told apart', () => {
  expect(new Uint8Array([1, 2])).not.toEqual(new Uint8Array([1, 3]));
  expect(new Float32Array([0])).not.toEqual(new Float32Array([-0]));
  expect({ bytes: new Uint8Array([1]) }).not.toStrictEqual({ bytes: new Uint8Array([1, 2]) });
});
