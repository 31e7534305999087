// Images as bytes to images as floats.

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
