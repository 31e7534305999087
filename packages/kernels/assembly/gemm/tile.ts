// The innermost loop of everything: a tile of C, kept in vector registers while the products of k steps are added to it, and
// the next tile below it after that. Tiles have 8 columns. Plain SIMD takes 4 rows, in eight registers: a product needs one
// of its own before it is added. Fused multiply-adds need none, and have to be twelve in flight rather than eight before an
// Intel core starts two in each cycle: 6 rows, in twelve of the fifteen registers that engines leave of sixteen. Which rows
// a sum belongs to says nothing about the order of its terms, so that a tile's shape has no part in the bits. Not here:
// which tiles there are (gemm.ts).

/** Rows of a tile: what callers count in, whatever the build. */
export const TILE_ROWS: i32 = 4;
/** Columns of a tile: two vectors of four floats. */
export const TILE_COLUMNS: i32 = 8;
/** Rows of a tile of the fused build, where there are enough of them. */
const TALL_ROWS: i32 = 6;
/** Rows that are done together, so that what is left is whole tiles of 4: two of 6 in the fused build. */
export const GROUP_ROWS: i32 = ASC_FEATURE_RELAXED_SIMD ? 2 * TALL_ROWS : TILE_ROWS;

// The one relaxed instruction of the fused build. It rounds once or twice, as the engine likes: src/wasm/fused-probe.ts asks which.
// @ts-ignore: decorator
@inline
export function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(sum, f32x4.mul(a, b));
}

// What is accumulated is a tile's finished sum, so that the order of additions does not depend on what C held.
// @ts-ignore: decorator
@inline
function addRow(c: usize, left: v128, right: v128): void {
  v128.store(c, f32x4.add(v128.load(c), left));
  v128.store(c, f32x4.add(v128.load(c, 16), right), 16);
}

// @ts-ignore: decorator
@inline
function putRow(c: usize, left: v128, right: v128): void {
  v128.store(c, left);
  v128.store(c, right, 16);
}

// Asks once what to do: with a question in each row a product of few steps takes two per cent longer.
// @ts-ignore: decorator
@inline
function storeTile(
  c: usize, cStride: usize, accumulate: bool,
  c00: v128, c01: v128, c10: v128, c11: v128, c20: v128, c21: v128, c30: v128, c31: v128,
): void {
  if (accumulate) {
    addRow(c, c00, c01); c += cStride;
    addRow(c, c10, c11); c += cStride;
    addRow(c, c20, c21); c += cStride;
    addRow(c, c30, c31);
  } else {
    putRow(c, c00, c01); c += cStride;
    putRow(c, c10, c11); c += cStride;
    putRow(c, c20, c21); c += cStride;
    putRow(c, c30, c31);
  }
}

// As storeTile, of six rows.
// @ts-ignore: decorator
@inline
function storeTallTile(
  c: usize, cStride: usize, accumulate: bool,
  c00: v128, c01: v128, c10: v128, c11: v128, c20: v128, c21: v128, c30: v128, c31: v128, c40: v128, c41: v128, c50: v128,
  c51: v128,
): void {
  storeTile(c, cStride, accumulate, c00, c01, c10, c11, c20, c21, c30, c31);
  c += cStride << 2;
  if (accumulate) {
    addRow(c, c40, c41);
    addRow(c + cStride, c50, c51);
  } else {
    putRow(c, c40, c41);
    putRow(c + cStride, c50, c51);
  }
}

/**
 * C[rows,8] (+)= A[rows,k] B[k,8]. A is row-major with `aStride` bytes a row, B a packed panel (eight contiguous floats
 * a step), C has `cStride` bytes a row; `rows` is a multiple of 4.
 */
export function rowsTimesPanel(
  rows: i32, k: i32, a: usize, aStride: usize, b: usize, c: usize, cStride: usize, accumulate: bool,
): void {
  if (ASC_FEATURE_RELAXED_SIMD) {
    const tall = rows - rows % GROUP_ROWS;
    rowsOfSixTimesPanel(tall, k, a, aStride, b, c, cStride, accumulate);
    rowsOfFourTimesPanel(rows - tall, k, a + <usize>tall * aStride, aStride, b, c + <usize>tall * cStride, cStride, accumulate);
  } else rowsOfFourTimesPanel(rows, k, a, aStride, b, c, cStride, accumulate);
}

/**
 * The same where the values of A that belong to neighbouring rows and one step are contiguous, `aStep` bytes before those of
 * the next step, and the eight of B, `bStep` bytes before the next: read in place.
 */
export function columnsTimesPanel(
  rows: i32, k: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize, cStride: usize, accumulate: bool,
): void {
  if (ASC_FEATURE_RELAXED_SIMD) {
    const tall = rows - rows % GROUP_ROWS;
    columnsOfSixTimesPanel(tall, k, a, aStep, TALL_ROWS << 2, b, bStep, c, cStride, accumulate);
    a += <usize>tall << 2;
    c += <usize>tall * cStride;
    rows -= tall;
  }
  columnsOfFourTimesPanel(rows, k, a, aStep, TILE_ROWS << 2, b, bStep, c, cStride, accumulate);
}

/** The same for an A and a B that packA and packB have packed. */
export function packedTimesPanel(
  rows: i32, k: i32, packedA: usize, b: usize, c: usize, cStride: usize, accumulate: bool,
): void {
  const bStep = TILE_COLUMNS << 2, row = <usize>k << 2;
  if (ASC_FEATURE_RELAXED_SIMD) {
    const tall = rows - rows % GROUP_ROWS;
    columnsOfSixTimesPanel(tall, k, packedA, TALL_ROWS << 2, TALL_ROWS * row, b, bStep, c, cStride, accumulate);
    packedA += <usize>tall * row;
    c += <usize>tall * cStride;
    rows -= tall;
  }
  columnsOfFourTimesPanel(rows, k, packedA, TILE_ROWS << 2, TILE_ROWS * row, b, bStep, c, cStride, accumulate);
}

function rowsOfFourTimesPanel(
  rows: i32, k: i32, a: usize, aStride: usize, b: usize, c: usize, cStride: usize, accumulate: bool,
): void {
  const end = b + (<usize>k << 5);
  const toNextTile = (aStride << 2) - (<usize>k << 2);
  let a0 = a, a1 = a0 + aStride, a2 = a1 + aStride, a3 = a2 + aStride;
  for (let row = 0; row < rows; row += TILE_ROWS) {
    let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
    let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
    let step = b;
    while (step < end) {
      const b0 = v128.load(step), b1 = v128.load(step, 16);
      let x = v128.load_splat<f32>(a0);
      c00 = multiplyAdd(c00, x, b0); c01 = multiplyAdd(c01, x, b1);
      x = v128.load_splat<f32>(a1);
      c10 = multiplyAdd(c10, x, b0); c11 = multiplyAdd(c11, x, b1);
      x = v128.load_splat<f32>(a2);
      c20 = multiplyAdd(c20, x, b0); c21 = multiplyAdd(c21, x, b1);
      x = v128.load_splat<f32>(a3);
      c30 = multiplyAdd(c30, x, b0); c31 = multiplyAdd(c31, x, b1);
      a0 += 4; a1 += 4; a2 += 4; a3 += 4;
      step += 32;
    }
    storeTile(c, cStride, accumulate, c00, c01, c10, c11, c20, c21, c30, c31);
    c += cStride << 2;
    a0 += toNextTile; a1 += toNextTile; a2 += toNextTile; a3 += toNextTile;
  }
}

function rowsOfSixTimesPanel(
  rows: i32, k: i32, a: usize, aStride: usize, b: usize, c: usize, cStride: usize, accumulate: bool,
): void {
  const end = b + (<usize>k << 5);
  const toNextTile = TALL_ROWS * aStride - (<usize>k << 2);
  let a0 = a, a1 = a0 + aStride, a2 = a1 + aStride, a3 = a2 + aStride, a4 = a3 + aStride, a5 = a4 + aStride;
  for (let row = 0; row < rows; row += TALL_ROWS) {
    let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
    let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
    let c40 = f32x4.splat(0), c41 = f32x4.splat(0), c50 = f32x4.splat(0), c51 = f32x4.splat(0);
    let step = b;
    while (step < end) {
      const b0 = v128.load(step), b1 = v128.load(step, 16);
      let x = v128.load_splat<f32>(a0);
      c00 = multiplyAdd(c00, x, b0); c01 = multiplyAdd(c01, x, b1);
      x = v128.load_splat<f32>(a1);
      c10 = multiplyAdd(c10, x, b0); c11 = multiplyAdd(c11, x, b1);
      x = v128.load_splat<f32>(a2);
      c20 = multiplyAdd(c20, x, b0); c21 = multiplyAdd(c21, x, b1);
      x = v128.load_splat<f32>(a3);
      c30 = multiplyAdd(c30, x, b0); c31 = multiplyAdd(c31, x, b1);
      x = v128.load_splat<f32>(a4);
      c40 = multiplyAdd(c40, x, b0); c41 = multiplyAdd(c41, x, b1);
      x = v128.load_splat<f32>(a5);
      c50 = multiplyAdd(c50, x, b0); c51 = multiplyAdd(c51, x, b1);
      a0 += 4; a1 += 4; a2 += 4; a3 += 4; a4 += 4; a5 += 4;
      step += 32;
    }
    storeTallTile(c, cStride, accumulate, c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51);
    c += TALL_ROWS * cStride;
    a0 += toNextTile; a1 += toNextTile; a2 += toNextTile; a3 += toNextTile; a4 += toNextTile; a5 += toNextTile;
  }
}

// `aTile` (bytes) leads from one tile's values to the next tile's.
function columnsOfFourTimesPanel(
  rows: i32, k: i32, a: usize, aStep: usize, aTile: usize, b: usize, bStep: usize, c: usize, cStride: usize,
  accumulate: bool,
): void {
  for (let row = 0; row < rows; row += TILE_ROWS) {
    let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
    let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
    // Four addresses where one and three offsets would do: V8 works those offsets out in every step, which takes a tenth longer.
    let a0 = a, a1 = a + 4, a2 = a + 8, a3 = a + 12, bt = b;
    const end = a + <usize>k * aStep;
    while (a0 < end) {
      const b0 = v128.load(bt), b1 = v128.load(bt, 16);
      let x = v128.load_splat<f32>(a0);
      c00 = multiplyAdd(c00, x, b0); c01 = multiplyAdd(c01, x, b1);
      x = v128.load_splat<f32>(a1);
      c10 = multiplyAdd(c10, x, b0); c11 = multiplyAdd(c11, x, b1);
      x = v128.load_splat<f32>(a2);
      c20 = multiplyAdd(c20, x, b0); c21 = multiplyAdd(c21, x, b1);
      x = v128.load_splat<f32>(a3);
      c30 = multiplyAdd(c30, x, b0); c31 = multiplyAdd(c31, x, b1);
      a0 += aStep; a1 += aStep; a2 += aStep; a3 += aStep;
      bt += bStep;
    }
    storeTile(c, cStride, accumulate, c00, c01, c10, c11, c20, c21, c30, c31);
    c += cStride << 2;
    a += aTile;
  }
}

function columnsOfSixTimesPanel(
  rows: i32, k: i32, a: usize, aStep: usize, aTile: usize, b: usize, bStep: usize, c: usize, cStride: usize,
  accumulate: bool,
): void {
  for (let row = 0; row < rows; row += TALL_ROWS) {
    let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
    let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
    let c40 = f32x4.splat(0), c41 = f32x4.splat(0), c50 = f32x4.splat(0), c51 = f32x4.splat(0);
    let a0 = a, a1 = a + 4, a2 = a + 8, a3 = a + 12, a4 = a + 16, a5 = a + 20, bt = b;
    const end = a + <usize>k * aStep;
    while (a0 < end) {
      const b0 = v128.load(bt), b1 = v128.load(bt, 16);
      let x = v128.load_splat<f32>(a0);
      c00 = multiplyAdd(c00, x, b0); c01 = multiplyAdd(c01, x, b1);
      x = v128.load_splat<f32>(a1);
      c10 = multiplyAdd(c10, x, b0); c11 = multiplyAdd(c11, x, b1);
      x = v128.load_splat<f32>(a2);
      c20 = multiplyAdd(c20, x, b0); c21 = multiplyAdd(c21, x, b1);
      x = v128.load_splat<f32>(a3);
      c30 = multiplyAdd(c30, x, b0); c31 = multiplyAdd(c31, x, b1);
      x = v128.load_splat<f32>(a4);
      c40 = multiplyAdd(c40, x, b0); c41 = multiplyAdd(c41, x, b1);
      x = v128.load_splat<f32>(a5);
      c50 = multiplyAdd(c50, x, b0); c51 = multiplyAdd(c51, x, b1);
      a0 += aStep; a1 += aStep; a2 += aStep; a3 += aStep; a4 += aStep; a5 += aStep;
      bt += bStep;
    }
    storeTallTile(c, cStride, accumulate, c00, c01, c10, c11, c20, c21, c30, c31, c40, c41, c50, c51);
    c += TALL_ROWS * cStride;
    a += aTile;
  }
}
