// The matrix product, C (+)= A B for A or B transposed or not: blocks that fit the caches, packed, then tiles.
// The naive product that this must equal is in src/reference/product/mat-mul.ts.
import { zeroFloats } from '../memory/floats';
import { packA, packB } from './pack';
import { GROUP_ROWS, TILE_COLUMNS, TILE_ROWS, packedTimesPanel, rowsTimesPanel } from './tile';

/** Steps of k that one block takes: a panel of B (8 x 384 floats) then fills a quarter of a first-level cache. */
export const BLOCK_STEPS: i32 = 384;
/** Columns of B in a block: with its steps, three quarters of a megabyte of the second-level cache. */
export const BLOCK_COLUMNS: i32 = 512;
/** Rows of A that are packed at a time, or are read in place where they are long: with its steps, a fifth of a megabyte. */
export const BLOCK_ROWS: i32 = ASC_FEATURE_RELAXED_SIMD ? 144 : 128;

/** Bytes from row to row beyond which each row lies on pages of its own, and too many rows push each other out of the caches. */
const PAGE_BYTES: usize = 4096;

const TILE_BYTES: usize = GROUP_ROWS << 5;
const BLOCK_A_BYTES: usize = <usize>(BLOCK_STEPS * BLOCK_ROWS) << 2;
const PACKED_B_BYTES: usize = <usize>(BLOCK_STEPS * BLOCK_COLUMNS) << 2;

/** Scratch bytes that every product needs. */
export const GEMM_SCRATCH_BYTES: usize = TILE_BYTES + BLOCK_A_BYTES + PACKED_B_BYTES;

/** Scratch bytes of gemm(), whatever its shape. */
export function gemmScratchBytes(): usize {
  return GEMM_SCRATCH_BYTES;
}

/**
 * C[m,n] (+)= A[m,k] B[k,n]. C is row-major. Strides are in bytes; of an operand's row and column stride one is 4,
 * and the other way round it is the transposed matrix.
 */
export function gemm(
  m: i32, n: i32, k: i32,
  a: usize, aRowStride: usize, aColumnStride: usize,
  b: usize, bRowStride: usize, bColumnStride: usize,
  c: usize, cStride: usize, accumulate: bool, scratch: usize,
): void {
  if (k == 0 && !accumulate) for (let row = 0; row < m; row++) zeroFloats(c + <usize>row * cStride, n);
  const packedB = scratch + TILE_BYTES + BLOCK_A_BYTES;
  for (let column = 0; column < n; column += BLOCK_COLUMNS) {
    const columns = min(n - column, BLOCK_COLUMNS);
    const cBlock = c + (<usize>column << 2);
    for (let step = 0; step < k; step += BLOCK_STEPS) {
      const steps = min(k - step, BLOCK_STEPS);
      const bBlock = b + <usize>step * bRowStride + <usize>column * bColumnStride;
      packB(bBlock, bRowStride, bColumnStride, steps, columns, packedB);
      const add = accumulate || step > 0;
      const aBlock = a + <usize>step * aColumnStride;
      if (aColumnStride != 4) {
        transposedTimesPanels(m, columns, steps, aBlock, aColumnStride, packedB, cBlock, cStride, add, scratch);
        continue;
      }
      const block = aRowStride <= PAGE_BYTES ? m : BLOCK_ROWS;
      for (let row = 0; row < m; row += block) {
        const a = aBlock + <usize>row * aRowStride, c = cBlock + <usize>row * cStride;
        rowsTimesPanels(min(m - row, block), columns, steps, a, aRowStride, packedB, c, cStride, add, scratch);
      }
    }
  }
}

/** A row-major: C[m,n] (+)= A[m,k] panels(B). B has been packed by packB with the same k; `tile` is TILE_BYTES of scratch. */
export function rowsTimesPanels(
  m: i32, n: i32, k: i32, a: usize, aStride: usize, packedB: usize, c: usize, cStride: usize, accumulate: bool,
  tile: usize,
): void {
  const whole = m & ~3;
  for (let column = 0; column < n; column += TILE_COLUMNS) {
    const width = min(n - column, TILE_COLUMNS);
    const target = c + (<usize>column << 2);
    if (width == TILE_COLUMNS) rowsTimesPanel(whole, k, a, aStride, packedB, target, cStride, accumulate);
    else for (let row = 0, rows = 0; row < whole; row += rows) {
      rows = whole - row < GROUP_ROWS ? TILE_ROWS : GROUP_ROWS;
      rowsTimesPanel(rows, k, a + <usize>row * aStride, aStride, packedB, tile, 32, false);
      writeTile(tile, target + <usize>row * cStride, cStride, rows, width, accumulate);
    }
    if (whole < m) lastRows(m, k, a, aStride, packedB, target, cStride, width, accumulate, tile);
    packedB += <usize>k << 5;
  }
}

// The one to three rows that are left: the lower ones of a tile that reaches back, so that nothing behind the matrix is read.
function lastRows(
  m: i32, k: i32, a: usize, aStride: usize, panel: usize, c: usize, cStride: usize, width: i32, accumulate: bool, tile: usize,
): void {
  const whole = m & ~3, rest = m - whole;
  c += <usize>whole * cStride;
  if (whole > 0) {
    rowsTimesPanel(TILE_ROWS, k, a + <usize>(m - TILE_ROWS) * aStride, aStride, panel, tile, 32, false);
    writeTile(tile + (<usize>(TILE_ROWS - rest) << 5), c, cStride, rest, width, accumulate);
    return;
  }
  for (let row = 0; row < rest; row++) {
    // Without a stride one row is read four times over.
    rowsTimesPanel(TILE_ROWS, k, a, 0, panel, tile, 32, false);
    writeTile(tile, c, cStride, 1, width, accumulate);
    a += aStride;
    c += cStride;
  }
}

// A's columns are contiguous: it is packed block by block, so that its strides cost no address translation and push nothing out of the cache.
function transposedTimesPanels(
  m: i32, n: i32, k: i32, a: usize, aColumnStride: usize, packedB: usize, c: usize, cStride: usize, accumulate: bool,
  scratch: usize,
): void {
  const packedA = scratch + TILE_BYTES;
  for (let row = 0; row < m; row += BLOCK_ROWS) {
    const rows = min(m - row, BLOCK_ROWS);
    packA(a + (<usize>row << 2), aColumnStride, k, rows, packedA);
    packedTimesPanels(rows, n, k, packedA, packedB, c + <usize>row * cStride, cStride, accumulate, scratch);
  }
}

// As rowsTimesPanels, of an A packed by packA.
function packedTimesPanels(
  m: i32, n: i32, k: i32, packedA: usize, packedB: usize, c: usize, cStride: usize, accumulate: bool, tile: usize,
): void {
  const whole = m & ~3, aRow = <usize>k << 2;
  for (let column = 0; column < n; column += TILE_COLUMNS) {
    const width = min(n - column, TILE_COLUMNS);
    const target = c + (<usize>column << 2);
    if (width == TILE_COLUMNS) packedTimesPanel(whole, k, packedA, packedB, target, cStride, accumulate);
    for (let row = width == TILE_COLUMNS ? whole : 0, rows = 0; row < m; row += rows) {
      rows = m - row < GROUP_ROWS ? TILE_ROWS : GROUP_ROWS;
      packedTimesPanel(rows, k, packedA + <usize>row * aRow, packedB, tile, 32, false);
      writeTile(tile, target + <usize>row * cStride, cStride, min(m - row, rows), width, accumulate);
    }
    packedB += <usize>k << 5;
  }
}

/** The part of a tile that lies within C. */
export function writeTile(tile: usize, c: usize, cStride: usize, height: i32, width: i32, accumulate: bool): void {
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const offset = <usize>column << 2;
      const value = load<f32>(tile + offset);
      store<f32>(c + offset, accumulate ? load<f32>(c + offset) + value : value);
    }
    tile += 32;
    c += cStride;
  }
}

/** `count` products C (+)= A B as gemm() does them, each so many bytes after the one before in a, b and c. */
export function batchGemm(
  count: i32, m: i32, n: i32, k: i32,
  a: usize, aRowStride: usize, aColumnStride: usize, aStep: usize,
  b: usize, bRowStride: usize, bColumnStride: usize, bStep: usize,
  c: usize, cStride: usize, cStep: usize, accumulate: bool, scratch: usize,
): void {
  for (let item = 0; item < count; item++) {
    gemm(m, n, k, a, aRowStride, aColumnStride, b, bRowStride, bColumnStride, c, cStride, accumulate, scratch);
    a += aStep;
    b += bStep;
    c += cStep;
  }
}
