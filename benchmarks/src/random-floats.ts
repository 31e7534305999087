// Numbers by chance for kernels to compute with.
import { RandomState } from '@nn101/scratch';

/** Floats in [-1, 1), the same for the same seed. */
export function randomFloats(count: number, seed: number): Float32Array {
  return Float32Array.from(new RandomState(seed).rand(count), (value) => 2 * value - 1);
}
