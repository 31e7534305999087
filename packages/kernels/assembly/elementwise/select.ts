// One of two tensors' numbers each, by a truth value.

/** to[count] = a where the byte of `which` is not 0, else b. */
export function select(which: usize, a: usize, b: usize, count: i32, to: usize): void {
  const end = to + (<usize>count << 2), lines = to + (<usize>(count & ~15) << 2), zero = i32x4.splat(0);
  while (to < lines) {
    const bytes = v128.load(which);
    const low = i16x8.extend_low_i8x16_u(bytes), high = i16x8.extend_high_i8x16_u(bytes);
    v128.store(to, v128.bitselect(v128.load(b), v128.load(a), i32x4.eq(i32x4.extend_low_i16x8_u(low), zero)));
    v128.store(to, v128.bitselect(v128.load(b, 16), v128.load(a, 16), i32x4.eq(i32x4.extend_high_i16x8_u(low), zero)), 16);
    v128.store(to, v128.bitselect(v128.load(b, 32), v128.load(a, 32), i32x4.eq(i32x4.extend_low_i16x8_u(high), zero)), 32);
    v128.store(to, v128.bitselect(v128.load(b, 48), v128.load(a, 48), i32x4.eq(i32x4.extend_high_i16x8_u(high), zero)), 48);
    which += 16;
    to += 64;
    a += 64;
    b += 64;
  }
  while (to < end) {
    store<f32>(to, load<f32>(load<u8>(which) != 0 ? a : b));
    which++;
    to += 4;
    a += 4;
    b += 4;
  }
}

/** The same with one truth value for each of `rows` of `columns` numbers. */
export function selectRows(which: usize, a: usize, b: usize, rows: i32, columns: i32, to: usize): void {
  const bytes = <usize>columns << 2;
  for (let row = 0; row < rows; row++) {
    memory.copy(to, load<u8>(which) != 0 ? a : b, bytes);
    which++;
    to += bytes;
    a += bytes;
    b += bytes;
  }
}
