// The innermost loop of everything: a tile of C, 4 rows by 8 columns, kept in eight vector registers while
// the products of k steps are added to it. Not here: which tiles there are (gemm.ts).

/** Rows of a tile. */
export const TILE_ROWS: i32 = 4;
/** Columns of a tile: two vectors of four floats. */
export const TILE_COLUMNS: i32 = 8;

// Relaxed SIMD may round once (fused) where plain SIMD rounds twice; the deterministic build never fuses.
// @ts-ignore: decorator
@inline
function multiplyAdd(sum: v128, a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, sum);
  return f32x4.add(sum, f32x4.mul(a, b));
}

/**
 * C[4,8] (+)= A[4,k] B[k,8], where each row of A is contiguous and the rows start at a0 .. a3.
 * B is a packed panel: eight contiguous floats a step. `cStride` is in bytes. What is accumulated is the finished sum,
 * so that the order of additions does not depend on what C held.
 */
export function tileOfRows(
  k: i32, a0: usize, a1: usize, a2: usize, a3: usize, b: usize, c: usize, cStride: usize, accumulate: bool,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  const c1 = c + cStride, c2 = c1 + cStride, c3 = c2 + cStride;
  const end = b + (<usize>k << 5);
  while (b < end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.load_splat<f32>(a0);
    c00 = multiplyAdd(c00, x, b0); c01 = multiplyAdd(c01, x, b1);
    x = v128.load_splat<f32>(a1);
    c10 = multiplyAdd(c10, x, b0); c11 = multiplyAdd(c11, x, b1);
    x = v128.load_splat<f32>(a2);
    c20 = multiplyAdd(c20, x, b0); c21 = multiplyAdd(c21, x, b1);
    x = v128.load_splat<f32>(a3);
    c30 = multiplyAdd(c30, x, b0); c31 = multiplyAdd(c31, x, b1);
    a0 += 4; a1 += 4; a2 += 4; a3 += 4;
    b += 32;
  }
  if (accumulate) {
    c00 = f32x4.add(v128.load(c), c00); c01 = f32x4.add(v128.load(c, 16), c01);
    c10 = f32x4.add(v128.load(c1), c10); c11 = f32x4.add(v128.load(c1, 16), c11);
    c20 = f32x4.add(v128.load(c2), c20); c21 = f32x4.add(v128.load(c2, 16), c21);
    c30 = f32x4.add(v128.load(c3), c30); c31 = f32x4.add(v128.load(c3, 16), c31);
  }
  v128.store(c, c00); v128.store(c, c01, 16);
  v128.store(c1, c10); v128.store(c1, c11, 16);
  v128.store(c2, c20); v128.store(c2, c21, 16);
  v128.store(c3, c30); v128.store(c3, c31, 16);
}

/**
 * C[4,8] (+)= A[4,k] B[k,8], where the four values of A that belong to a step are contiguous: a transposed
 * matrix read in place, or a packed panel. `aStep`, `bStep` (bytes) lead from one step to the next.
 */
export function tileOfColumns(
  k: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize, cStride: usize, accumulate: bool,
): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  const c1 = c + cStride, c2 = c1 + cStride, c3 = c2 + cStride;
  for (let step = 0; step < k; step++) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.load_splat<f32>(a);
    c00 = multiplyAdd(c00, x, b0); c01 = multiplyAdd(c01, x, b1);
    x = v128.load_splat<f32>(a, 4);
    c10 = multiplyAdd(c10, x, b0); c11 = multiplyAdd(c11, x, b1);
    x = v128.load_splat<f32>(a, 8);
    c20 = multiplyAdd(c20, x, b0); c21 = multiplyAdd(c21, x, b1);
    x = v128.load_splat<f32>(a, 12);
    c30 = multiplyAdd(c30, x, b0); c31 = multiplyAdd(c31, x, b1);
    a += aStep;
    b += bStep;
  }
  if (accumulate) {
    c00 = f32x4.add(v128.load(c), c00); c01 = f32x4.add(v128.load(c, 16), c01);
    c10 = f32x4.add(v128.load(c1), c10); c11 = f32x4.add(v128.load(c1, 16), c11);
    c20 = f32x4.add(v128.load(c2), c20); c21 = f32x4.add(v128.load(c2, 16), c21);
    c30 = f32x4.add(v128.load(c3), c30); c31 = f32x4.add(v128.load(c3, 16), c31);
  }
  v128.store(c, c00); v128.store(c, c01, 16);
  v128.store(c1, c10); v128.store(c1, c11, 16);
  v128.store(c2, c20); v128.store(c2, c21, 16);
  v128.store(c3, c30); v128.store(c3, c31, 16);
}
