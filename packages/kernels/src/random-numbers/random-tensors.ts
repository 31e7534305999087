// Random tensors from counters, uniform and normal: the same on every engine and in any order of calls.
import { backend, engine, type Tensor } from '@tensorflow/tfjs-core';
import { heapOf } from '../backend/heap.ts';
import { check, checkInteger32, checkLengths, checkWords } from '../check.ts';
import type { Words } from './threefry.ts';

/** Which numbers to draw: equal options give equal bits, on every machine. */
export interface RandomTensorOptions {
  readonly shape: readonly number[];
  /** Which sequence: for instance seed and layer. */
  readonly key: Words;
  /** Which place in it, a 32-bit integer: for instance the training step. */
  readonly counter: number;
  /** Number of the sequence's element to begin with, an even one; 0 by default. */
  readonly first?: number;
}

const countOf = (shape: readonly number[]) => shape.reduce((product, length) => product * length, 1);

/**
 * A float32 tensor of numbers in [0, 1), multiples of 2^-24. Elements 2i and 2i + 1 of the sequence come from
 * `threefry2x32(key, [i, counter])`. The backend must be 'wasm'.
 *
 * @throws KernelError INVALID_ARGUMENT; BACKEND_INTERNALS on another backend.
 */
export function randomUniform(options: RandomTensorOptions): Tensor {
  const { shape, key, counter, block } = readOptions('randomUniform', options);
  const heap = heapOf(backend());
  const output = heap.output(shape);
  heap.kernels.randomUniform(heap.address(output), countOf(shape), key[0], key[1], block, counter);
  return engine().makeTensorFromTensorInfo(output);
}

/**
 * A float32 tensor of numbers of the standard normal distribution, within ±5.8. Elements 2i and 2i + 1 are made of the two
 * that `randomUniform` has there, by the way of Box and Muller, each within 1e-6 of the exact one. The backend must be 'wasm'.
 *
 * @throws KernelError INVALID_ARGUMENT; BACKEND_INTERNALS on another backend.
 */
export function randomNormal(options: RandomTensorOptions): Tensor {
  const { shape, key, counter, block } = readOptions('randomNormal', options);
  const heap = heapOf(backend());
  const output = heap.output(shape);
  const count = countOf(shape);
  const whole = Math.ceil(count / 8) * 8;
  // The compiled function makes eight at a time.
  const to = whole === count ? heap.address(output) : heap.scratch(4 * whole);
  heap.kernels.randomNormal(to, whole, key[0], key[1], block, counter);
  if (whole !== count) heap.kernels.copy(heap.address(output), to, count);
  return engine().makeTensorFromTensorInfo(output);
}

function readOptions(
  caller: string,
  options: RandomTensorOptions,
): Omit<RandomTensorOptions, 'first'> & { readonly block: number } {
  check.options(caller, options, ['shape', 'key', 'counter', 'first']);
  const { shape, key, counter, first = 0 } = options;
  checkLengths('shape', shape, { min: 0 });
  checkWords('key', key);
  checkInteger32('counter', counter);
  check.that(Number.isInteger(first) && first >= 0 && first % 2 === 0, 'first', {
    expected: 'an even whole number of 0 or more',
    value: first,
  });
  return { shape, key, counter, block: first / 2 };
}
