// Rung: packing. Blocks of A and B are copied into the order in which the tiles read them. The copy is made once and
// read many times; from then on the inner loop walks straight ahead through two small panels.
import { panelTile } from './tile';

const STEPS: i32 = 384;
const ROWS: i32 = 64;

/** Scratch bytes for a product with n columns. */
export function packedScratchBytes(n: i32): i32 {
  return STEPS * (ROWS + n) << 2;
}

/** C[m,n] = A[m,k] B[k,n]; all row-major, m a multiple of 4, n of 8. */
export function packedProduct(m: i32, n: i32, k: i32, a: usize, b: usize, c: usize, scratch: usize): void {
  const packedB = scratch + (<usize>(STEPS * ROWS) << 2);
  for (let first = 0; first < k; first += STEPS) {
    const steps = min(k - first, STEPS);
    packColumns(b + (<usize>(first * n) << 2), n, steps, packedB);
    for (let row = 0; row < m; row += ROWS) {
      const rows = min(m - row, ROWS);
      packRows(a + (<usize>(row * k + first) << 2), k, rows, steps, scratch);
      multiplyPanels(rows, n, steps, scratch, packedB, c + (<usize>(row * n) << 2), first > 0);
    }
  }
}

function multiplyPanels(m: i32, n: i32, k: i32, packedA: usize, packedB: usize, c: usize, accumulate: bool): void {
  for (let column = 0; column < n; column += 8) {
    for (let row = 0; row < m; row += 4) {
      const target = c + (<usize>(row * n + column) << 2);
      panelTile(k, packedA + (<usize>(row * k) << 2), packedB, target, <usize>n << 2, accumulate);
    }
    packedB += <usize>k << 5;
  }
}

// B[k,n] into panels of eight columns.
function packColumns(b: usize, n: i32, k: i32, to: usize): void {
  for (let column = 0; column < n; column += 8) {
    let from = b + (<usize>column << 2);
    for (let step = 0; step < k; step++) {
      v128.store(to, v128.load(from));
      v128.store(to, v128.load(from, 16), 16);
      from += <usize>n << 2;
      to += 32;
    }
  }
}

// A[m,k] into panels of four rows, turned so that the four values of a step are neighbours.
function packRows(a: usize, aColumns: i32, m: i32, k: i32, to: usize): void {
  const stride = <usize>aColumns << 2;
  for (let row = 0; row < m; row += 4) {
    let from = a + <usize>row * stride;
    for (let step = 0; step < k; step++) {
      store<f32>(to, load<f32>(from));
      store<f32>(to, load<f32>(from + stride), 4);
      store<f32>(to, load<f32>(from + 2 * stride), 8);
      store<f32>(to, load<f32>(from + 3 * stride), 12);
      from += 4;
      to += 16;
    }
  }
}
