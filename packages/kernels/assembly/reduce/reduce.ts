// The largest, the smallest or the product of the numbers along an axis.
import { largest, smallest } from './extremes';
import { product } from './products';

// As listed in src/kernels/reduction/reductions.ts.
const LARGEST: i32 = 0;
const SMALLEST: i32 = 1;

/**
 * to[outer, inner] = x[outer, length, inner] reduced along the middle axis. Of no numbers, NaN is the largest and the
 * smallest, and 1 the product.
 */
export function reduce(operation: i32, x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  switch (operation) {
    case LARGEST: return largest(x, outer, length, inner, to);
    case SMALLEST: return smallest(x, outer, length, inner, to);
    default: return product(x, outer, length, inner, to);
  }
}
