// A product of a few rows with a matrix, such as a single image's through a dense layer: packing the matrix would cost
// more than the product. Not here: products of many rows (gemm.ts).
import { zeroFloats } from '../memory/floats';
import { loadLanes, storeLanes } from '../memory/lanes';
import { multiplyAdd } from './tile';

/** Rows of the matrix that are read side by side. */
const STEPS: i32 = 4;

/** c[m,n] = a[m,k] b[k,n], all row-major and without gaps. */
export function smallGemm(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  for (let row = 0; row < m; row++) {
    oneRow(n, k, a, b, c);
    a += <usize>k << 2;
    c += <usize>n << 2;
  }
}

// The matrix is read once, as it lies in memory; the sums stay in the first-level cache.
function oneRow(n: i32, k: i32, a: usize, b: usize, c: usize): void {
  const stride = <usize>n << 2, end = a + (<usize>k << 2), whole = a + (<usize>(k & ~(STEPS - 1)) << 2);
  zeroFloats(c, n);
  for (; a < whole; a += STEPS << 2) {
    addFourSteps(n, a, b, stride, c);
    b += STEPS * stride;
  }
  for (; a < end; a += 4) {
    const x = v128.load_splat<f32>(a);
    for (let column = 0; column < n; column += 4) {
      const count = min(4, n - column), at = <usize>column << 2;
      storeLanes(c + at, multiplyAdd(loadLanes(c + at, count), x, loadLanes(b + at, count)), count);
    }
    b += stride;
  }
}

function addFourSteps(n: i32, a: usize, b: usize, stride: usize, c: usize): void {
  const x0 = v128.load_splat<f32>(a), x1 = v128.load_splat<f32>(a, 4);
  const x2 = v128.load_splat<f32>(a, 8), x3 = v128.load_splat<f32>(a, 12);
  const b1 = stride, b2 = b1 + stride, b3 = b2 + stride, end = c + (<usize>(n & ~3) << 2);
  for (; c < end; c += 16) {
    let sum = multiplyAdd(v128.load(c), x0, v128.load(b));
    sum = multiplyAdd(sum, x1, v128.load(b + b1));
    sum = multiplyAdd(sum, x2, v128.load(b + b2));
    v128.store(c, multiplyAdd(sum, x3, v128.load(b + b3)));
    b += 16;
  }
  const rest = n & 3;
  if (rest == 0) return;
  let sum = multiplyAdd(loadLanes(c, rest), x0, loadLanes(b, rest));
  sum = multiplyAdd(sum, x1, loadLanes(b + b1, rest));
  sum = multiplyAdd(sum, x2, loadLanes(b + b2, rest));
  storeLanes(c, multiplyAdd(sum, x3, loadLanes(b + b3, rest)), rest);
}
