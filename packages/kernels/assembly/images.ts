// Images as bytes to images as floats.

/** to[count] = bytes[count] / 255, each division rounded on its own as in NumPy. */
export function scaleBytes(bytes: usize, count: i32, to: usize): void {
  const end = bytes + <usize>count, whole = bytes + <usize>(count & ~3);
  const scale = f32x4.splat(255);
  while (bytes < whole) {
    const shorts = i16x8.extend_low_i8x16_u(v128.load32_zero(bytes));
    v128.store(to, f32x4.div(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(shorts)), scale));
    bytes += 4;
    to += 16;
  }
  while (bytes < end) {
    store<f32>(to, <f32>load<u8>(bytes) / 255);
    bytes++;
    to += 4;
  }
}
