// Dropout (Srivastava et al., 2014) in its inverted form: what is kept is scaled by 1 / (1 - rate), so that evaluation
// needs no change. Masks come from counters: sample, layer and step decide them, not the order of the work.
import { randomUniform } from './random';

/**
 * mask[rows, size]: 1 / (1 - rate) where kept, 0 where dropped. Row r belongs to sample firstSample + r of the batch;
 * a sample's numbers start at block sample * ceil(size / 2).
 */
export function dropoutMask(
  mask: usize, rows: i32, size: i32, rate: f32, key0: i32, key1: i32, step: i32, firstSample: i32,
): void {
  const blocks = (size + 1) >> 1;
  const scale: f32 = 1 / (1 - rate);
  for (let row = 0; row < rows; row++) {
    randomUniform(mask, size, key0, key1, (firstSample + row) * blocks, step);
    const end = mask + (<usize>size << 2), whole = mask + (<usize>(size & ~3) << 2);
    while (mask < whole) {
      v128.store(mask, v128.and(f32x4.splat(scale), f32x4.ge(v128.load(mask), f32x4.splat(rate))));
      mask += 16;
    }
    while (mask < end) {
      store<f32>(mask, load<f32>(mask) >= rate ? scale : 0);
      mask += 4;
    }
  }
}

/** to[count] = x[count] * y[count]; `to` may be one of the two. */
export function multiply(to: usize, x: usize, y: usize, count: i32): void {
  const end = to + (<usize>count << 2), whole = to + (<usize>(count & ~3) << 2);
  const lines = to + (<usize>(count & ~15) << 2);
  // Read before written, for the reason in simple-functions.ts.
  while (to < lines) {
    const r0 = f32x4.mul(v128.load(x), v128.load(y)), r1 = f32x4.mul(v128.load(x, 16), v128.load(y, 16));
    const r2 = f32x4.mul(v128.load(x, 32), v128.load(y, 32)), r3 = f32x4.mul(v128.load(x, 48), v128.load(y, 48));
    v128.store(to, r0); v128.store(to, r1, 16); v128.store(to, r2, 32); v128.store(to, r3, 48);
    to += 64;
    x += 64;
    y += 64;
  }
  while (to < whole) {
    v128.store(to, f32x4.mul(v128.load(x), v128.load(y)));
    to += 16;
    x += 16;
    y += 16;
  }
  while (to < end) {
    store<f32>(to, load<f32>(x) * load<f32>(y));
    to += 4;
    x += 4;
    y += 4;
  }
}
