// Vectors of up to four floats: what is left of a row of channels. Nothing beyond the row is read or written.

/** The `count` floats at `at`, 1 to 4, and zeros. */
// @ts-ignore: decorator
@inline
export function loadLanes(at: usize, count: i32): v128 {
  if (count == 4) return v128.load(at);
  if (count == 1) return v128.load32_zero(at);
  const two = v128.load64_zero(at);
  return count == 2 ? two : v128.load_lane<f32>(at, two, 2, 8);
}

/** Stores the first `count` floats, 1 to 4. */
// @ts-ignore: decorator
@inline
export function storeLanes(at: usize, value: v128, count: i32): void {
  if (count == 4) v128.store(at, value);
  else if (count == 1) v128.store_lane<f32>(at, value, 0);
  else {
    v128.store_lane<f64>(at, value, 0);
    if (count == 3) v128.store_lane<f32>(at, value, 2, 8);
  }
}

/** The upper two of four floats, in the place of the lower two. */
// @ts-ignore: decorator
@inline
export function upper(x: v128): v128 {
  return i64x2.shuffle(x, x, 1, 1);
}

/** All bits of the first `count` lanes, none of the others. */
// @ts-ignore: decorator
@inline
export function firstLanes(count: i32): v128 {
  return i32x4.gt_s(i32x4.splat(count), i32x4(0, 1, 2, 3));
}
