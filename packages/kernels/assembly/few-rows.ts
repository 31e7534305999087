// A product of a few rows with a matrix, such as a single image's through a dense layer: packing the matrix would cost
// more than the product. Not here: products of many rows (gemm.ts).
import { loadLanes, storeLanes } from './lanes';
import { multiplyAdd } from './tile';

const BLOCK: i32 = 32;

/** c[m,n] = a[m,k] b[k,n], all row-major and without gaps. */
export function fewRows(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize): void {
  for (let row = 0; row < m; row++) {
    oneRow(n, k, a, b, c);
    a += <usize>k << 2;
    c += <usize>n << 2;
  }
}

function oneRow(n: i32, k: i32, a: usize, b: usize, c: usize): void {
  const stride = <usize>n << 2;
  let column = 0;
  for (; column + BLOCK <= n; column += BLOCK) {
    columns32(k, a, b, stride, c);
    b += BLOCK << 2;
    c += BLOCK << 2;
  }
  for (; column < n; column += 4) {
    const count = min(4, n - column);
    let sum = f32x4.splat(0), at = b;
    for (let step = 0; step < k; step++) {
      sum = multiplyAdd(sum, v128.load_splat<f32>(a + (<usize>step << 2)), loadLanes(at, count));
      at += stride;
    }
    storeLanes(c, sum, count);
    b += 16;
    c += 16;
  }
}

// Eight vectors of sums, which stay in registers over all steps.
function columns32(k: i32, a: usize, b: usize, stride: usize, c: usize): void {
  let c0 = f32x4.splat(0), c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0;
  const end = a + (<usize>k << 2);
  for (; a < end; a += 4) {
    const x = v128.load_splat<f32>(a);
    c0 = multiplyAdd(c0, x, v128.load(b)); c1 = multiplyAdd(c1, x, v128.load(b, 16));
    c2 = multiplyAdd(c2, x, v128.load(b, 32)); c3 = multiplyAdd(c3, x, v128.load(b, 48));
    c4 = multiplyAdd(c4, x, v128.load(b, 64)); c5 = multiplyAdd(c5, x, v128.load(b, 80));
    c6 = multiplyAdd(c6, x, v128.load(b, 96)); c7 = multiplyAdd(c7, x, v128.load(b, 112));
    b += stride;
  }
  v128.store(c, c0); v128.store(c, c1, 16); v128.store(c, c2, 32); v128.store(c, c3, 48);
  v128.store(c, c4, 64); v128.store(c, c5, 80); v128.store(c, c6, 96); v128.store(c, c7, 112);
}
