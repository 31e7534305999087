// Packing: copies a block of a matrix into the order in which the tiles read it, so that the inner loop only
// ever walks forward. Not here: the product itself (gemm.ts).
import { GROUP_ROWS, TILE_COLUMNS } from './tile';
import { fourByFour } from '../indexing/transpose';

/**
 * Packs B[k,n] into panels of eight columns: panel after panel, step after step, the last panel filled up with
 * zeros. Element (row, column) of B stands at `b + row * rowStride + column * columnStride` (bytes); one of the
 * two strides is 4.
 */
export function packB(b: usize, rowStride: usize, columnStride: usize, k: i32, n: i32, to: usize): void {
  let column = 0;
  for (; columnStride == 4 && column + 2 * TILE_COLUMNS <= n; column += 2 * TILE_COLUMNS) {
    packTwoPanels(b + (<usize>column << 2), rowStride, k, to);
    to += <usize>k << 6;
  }
  for (; column < n; column += TILE_COLUMNS) {
    const from = b + <usize>column * columnStride;
    const width = min(n - column, TILE_COLUMNS);
    if (width == TILE_COLUMNS && columnStride == 4) packWholePanel(from, rowStride, k, to);
    else if (width == TILE_COLUMNS) packTransposedPanel(from, columnStride, k, to);
    else packRest(from, rowStride, columnStride, k, width, to, TILE_COLUMNS);
    to += <usize>k << 5;
  }
}

// Two at once: what they have of a row is one cache line, fetched once.
function packTwoPanels(from: usize, rowStride: usize, k: i32, to: usize): void {
  const bytes = <usize>k << 5, end = to + bytes;
  while (to < end) {
    const a = v128.load(from), b = v128.load(from, 16), c = v128.load(from, 32), d = v128.load(from, 48);
    v128.store(to, a); v128.store(to, b, 16); v128.store(to + bytes, c); v128.store(to + bytes, d, 16);
    from += rowStride;
    to += 32;
  }
}

function packWholePanel(from: usize, rowStride: usize, k: i32, to: usize): void {
  const end = to + (<usize>k << 5);
  while (to < end) {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
    from += rowStride;
    to += 32;
  }
}

// Eight runs of k contiguous floats become k groups of eight.
function packTransposedPanel(from: usize, runStride: usize, k: i32, to: usize): void {
  const whole = k & ~3;
  for (let run = 0; run < TILE_COLUMNS; run += 4) {
    const source = from + <usize>run * runStride;
    const target = to + (<usize>run << 2);
    for (let step = 0; step < whole; step += 4) {
      fourByFour(source + (<usize>step << 2), runStride, target + (<usize>step << 5), 32);
    }
  }
  if (whole < k) {
    packRest(from + (<usize>whole << 2), 4, runStride, k - whole, TILE_COLUMNS, to + (<usize>whole << 5), TILE_COLUMNS);
  }
}

function packRest(
  from: usize, rowStride: usize, columnStride: usize, k: i32, width: i32, to: usize, fullWidth: i32,
): void {
  for (let step = 0; step < k; step++) {
    const row = from + <usize>step * rowStride;
    for (let column = 0; column < fullWidth; column++) {
      store<f32>(to, column < width ? load<f32>(row + <usize>column * columnStride) : 0);
      to += 4;
    }
  }
}

// Twelve rows into two panels of six: the middle vector goes half and half.
function packTwoTallPanels(from: usize, stepStride: usize, k: i32, to: usize): void {
  const panel = <usize>(6 * k) << 2, end = to + panel;
  for (; to < end; to += 24) {
    const x0 = v128.load(from), x1 = v128.load(from, 16), x2 = v128.load(from, 32);
    v128.store(to, x0); v128.store_lane<f64>(to, x1, 0, 16);
    v128.store_lane<f64>(to + panel, x1, 1); v128.store(to + panel, x2, 8);
    from += stepStride;
  }
}

/**
 * Packs A[rows,k], whose columns are contiguous and `stepStride` bytes apart, into panels of as many rows as a tile has, six
 * as long as there are twelve (tile.ts), then four: panel after panel, step after step, the last panel filled up with zeros.
 */
export function packA(a: usize, stepStride: usize, k: i32, rows: i32, to: usize): void {
  const panel = <usize>k << 4;
  let row = 0;
  if (ASC_FEATURE_RELAXED_SIMD) for (; row + GROUP_ROWS <= rows; row += GROUP_ROWS) {
    packTwoTallPanels(a + (<usize>row << 2), stepStride, k, to);
    to += 3 * panel;
  }
  for (; row + 16 <= rows; row += 16) {
    let from = a + (<usize>row << 2);
    const end = to + panel;
    for (let at = to; at < end; at += 16) {
      const x0 = v128.load(from), x1 = v128.load(from, 16), x2 = v128.load(from, 32), x3 = v128.load(from, 48);
      v128.store(at, x0); v128.store(at + panel, x1); v128.store(at + 2 * panel, x2); v128.store(at + 3 * panel, x3);
      from += stepStride;
    }
    to += 4 * panel;
  }
  for (; row + 4 <= rows; row += 4) {
    let from = a + (<usize>row << 2);
    for (let at = to; at < to + panel; at += 16) {
      v128.store(at, v128.load(from));
      from += stepStride;
    }
    to += panel;
  }
  if (row < rows) packRest(a + (<usize>row << 2), stepStride, 4, k, rows - row, to, 4);
}
