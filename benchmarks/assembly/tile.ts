// A tile of C, 4 rows by 8 columns, in eight vector registers, over panels that lie in the order of reading. Of all
// rungs the one with the most multiplications for each load: 8 for 6.

/** C[4,8] (+)= A[4,k] B[k,8]; a panel of A holds four floats a step, a panel of B eight. `cStride` in bytes. */
export function panelTile(k: i32, a: usize, b: usize, c: usize, cStride: usize, accumulate: bool): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0), c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0), c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  const end = a + (<usize>k << 4);
  while (a < end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.load_splat<f32>(a);
    c00 = f32x4.add(c00, f32x4.mul(x, b0)); c01 = f32x4.add(c01, f32x4.mul(x, b1));
    x = v128.load_splat<f32>(a, 4);
    c10 = f32x4.add(c10, f32x4.mul(x, b0)); c11 = f32x4.add(c11, f32x4.mul(x, b1));
    x = v128.load_splat<f32>(a, 8);
    c20 = f32x4.add(c20, f32x4.mul(x, b0)); c21 = f32x4.add(c21, f32x4.mul(x, b1));
    x = v128.load_splat<f32>(a, 12);
    c30 = f32x4.add(c30, f32x4.mul(x, b0)); c31 = f32x4.add(c31, f32x4.mul(x, b1));
    a += 16;
    b += 32;
  }
  storeRow(c, c00, c01, accumulate);
  storeRow(c + cStride, c10, c11, accumulate);
  storeRow(c + 2 * cStride, c20, c21, accumulate);
  storeRow(c + 3 * cStride, c30, c31, accumulate);
}

// @ts-ignore: decorator
@inline
export function storeRow(c: usize, left: v128, right: v128, accumulate: bool): void {
  v128.store(c, accumulate ? f32x4.add(v128.load(c), left) : left);
  v128.store(c, accumulate ? f32x4.add(v128.load(c, 16), right) : right, 16);
}
