// Rung: register tiles. Sums stay in registers until they are finished: C is written once instead of k times. A and B
// are still read where they lie, each value of a tile from another row.
import { storeRow } from './tile';

/** C[m,n] = A[m,k] B[k,n]; all row-major, m a multiple of 4, n of 8. */
export function tiledProduct(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, scratch: usize): void {
  const aRow = <usize>k << 2, row = <usize>n << 2;
  for (let column = 0; column < n; column += 8) {
    for (let i = 0; i < m; i += 4) {
      tile(k, a + <usize>i * aRow, aRow, b + (<usize>column << 2), row, c + (<usize>(i * n + column) << 2), row);
    }
  }
}

function tile(k: i32, a: usize, aStride: usize, b: usize, bStride: usize, c: usize, cStride: usize): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  const a1 = aStride, a2 = 2 * aStride, a3 = 3 * aStride;
  for (let step = 0; step < k; step++) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.load_splat<f32>(a);
    c00 = f32x4.add(c00, f32x4.mul(x, b0)); c01 = f32x4.add(c01, f32x4.mul(x, b1));
    x = v128.load_splat<f32>(a + a1);
    c10 = f32x4.add(c10, f32x4.mul(x, b0)); c11 = f32x4.add(c11, f32x4.mul(x, b1));
    x = v128.load_splat<f32>(a + a2);
    c20 = f32x4.add(c20, f32x4.mul(x, b0)); c21 = f32x4.add(c21, f32x4.mul(x, b1));
    x = v128.load_splat<f32>(a + a3);
    c30 = f32x4.add(c30, f32x4.mul(x, b0)); c31 = f32x4.add(c31, f32x4.mul(x, b1));
    a += 4;
    b += bStride;
  }
  storeRow(c, c00, c01, false);
  storeRow(c + cStride, c10, c11, false);
  storeRow(c + 2 * cStride, c20, c21, false);
  storeRow(c + 3 * cStride, c30, c31, false);
}
