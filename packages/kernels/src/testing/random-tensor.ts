// For tests: tensors of random numbers, the same in every run.
import { type Rank, type ShapeMap, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { threefry2x32 } from '../random-numbers/threefry.ts';

/** `count` numbers, uniform in [-1, 1), that 32-bit floats hold exactly. */
export function randomValues(count: number, seed: number): Float32Array {
  return Float32Array.from(
    { length: count },
    (_, i) => (threefry2x32([seed, 0], [i, 0])[0] >>> 8) * 2 ** -23 - 1,
  );
}

/** A float32 tensor of `randomValues`. */
export function randomTensor<R extends Rank>(shape: ShapeMap[R], seed: number): Tensor<R> {
  return tensor(randomValues(sizeOf(shape), seed), shape);
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

/**
 * `count` different numbers of both signs in random order, neighbours by size 1/16 apart: so that a window's largest
 * stays its largest when one of them is moved a little.
 */
export function randomOrder(count: number, seed: number): Float32Array {
  const keys = randomValues(count, seed);
  const order = Array.from(keys.keys()).sort((a, b) => keys[a] - keys[b]);
  return Float32Array.from(order, (rank) => (rank - count / 2) / 16);
}
