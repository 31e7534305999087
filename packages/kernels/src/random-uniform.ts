// Uniform random tensors from counters: for dropout masks, the same on every engine and in any order of calls.
import { backend, engine, type Tensor } from '@tensorflow/tfjs-core';
import { heapOf } from './heap.ts';
import type { Words } from './threefry.ts';

/** Which numbers to draw: equal options give equal bits, on every machine. */
export interface RandomUniformOptions {
  readonly shape: readonly number[];
  /** Which sequence: for instance seed and layer. */
  readonly key: Words;
  /** Which place in it, a 32-bit integer: for instance the training step. */
  readonly counter: number;
}

/**
 * A float32 tensor of numbers in [0, 1), multiples of 2^-24. Elements 2i and 2i + 1 come from
 * `threefry2x32(key, [i, counter])`. The backend must be 'wasm'.
 *
 * @throws KernelError BACKEND_INTERNALS on another backend.
 */
export function randomUniform({ shape, key, counter }: RandomUniformOptions): Tensor {
  const heap = heapOf(backend());
  const output = heap.output(shape);
  const count = shape.reduce((product, length) => product * length, 1);
  heap.kernels.randomUniform(heap.address(output), count, key[0], key[1], 0, counter);
  return engine().makeTensorFromTensorInfo(output);
}
