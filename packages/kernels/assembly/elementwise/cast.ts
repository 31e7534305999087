// Numbers of one type as those of another, as JavaScript's typed arrays turn them.

/** to[count] of integers from floats: cut towards zero, modulo 2^32; 0 for what is not finite. */
export function floatsToIntegers(to: usize, x: usize, count: i32): void {
  const end = to + (<usize>count << 2), whole = to + (<usize>(count & ~3) << 2);
  const limit = f32x4.splat(2147483648.0);
  while (to < whole) {
    const value = v128.load(x);
    if (i32x4.all_true(f32x4.lt(f32x4.abs(value), limit))) v128.store(to, i32x4.trunc_sat_f32x4_s(value));
    else for (let at: usize = 0; at < 16; at += 4) store<i32>(to + at, wrapped(load<f32>(x + at)));
    to += 16;
    x += 16;
  }
  while (to < end) {
    store<i32>(to, wrapped(load<f32>(x)));
    to += 4;
    x += 4;
  }
}

/** A number as JavaScript's ToInt32 gives it. Floats beyond 2^63 are multiples of 2^32. */
export function wrapped(x: f64): i32 {
  return abs(x) < 9223372036854775808.0 ? <i32><i64>x : 0;
}

/** to[count] of floats from integers, those beyond 2^24 rounded. */
export function integersToFloats(to: usize, x: usize, count: i32): void {
  const end = to + (<usize>count << 2), whole = to + (<usize>(count & ~3) << 2);
  while (to < whole) {
    v128.store(to, f32x4.convert_i32x4_s(v128.load(x)));
    to += 16;
    x += 16;
  }
  while (to < end) {
    store<f32>(to, <f32>load<i32>(x));
    to += 4;
    x += 4;
  }
}

/** to[count] = bytes[count] / 255, each as its division rounds it, as in NumPy. */
export function scaleBytes(bytes: usize, count: i32, to: usize): void {
  const end = bytes + <usize>count, whole = bytes + <usize>(count & ~15);
  while (bytes < whole) {
    const all = v128.load(bytes);
    const low = i16x8.extend_low_i8x16_u(all), high = i16x8.extend_high_i8x16_u(all);
    v128.store(to, by255(i32x4.extend_low_i16x8_u(low)));
    v128.store(to, by255(i32x4.extend_high_i16x8_u(low)), 16);
    v128.store(to, by255(i32x4.extend_low_i16x8_u(high)), 32);
    v128.store(to, by255(i32x4.extend_high_i16x8_u(high)), 48);
    bytes += 16;
    to += 64;
  }
  while (bytes < end) {
    store<f32>(to, <f32>load<u8>(bytes) / 255);
    bytes++;
    to += 4;
  }
}

// x / 255 = r + r / 255 with r = x / 256, which is exact: for all 256 bytes this rounds as the division does, in less time.
// @ts-ignore: decorator
@inline
function by255(integers: v128): v128 {
  const r = f32x4.mul(f32x4.convert_i32x4_s(integers), f32x4.splat(1.0 / 256));
  return f32x4.add(r, f32x4.mul(r, f32x4.splat(1.0 / 255)));
}
