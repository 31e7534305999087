// The product of the numbers along an axis.
import { upper } from '../memory/lanes';

/**
 * to[outer, inner] = the product of x[outer, length, inner] along the middle axis; 1 of no numbers. In 64 bits, as tfjs' cpu
 * backend, so that a product of large and small numbers does not depend on their order.
 */
export function product(x: usize, outer: i32, length: i32, inner: i32, to: usize): void {
  const step = <usize>inner << 2, bytes = <usize>length * step;
  for (; inner == 1 && outer >= 2; outer -= 2) {
    productsOfTwoRows(x, length, to);
    x += 2 * bytes;
    to += 8;
  }
  for (let item = 0; item < outer; item++) {
    if (inner == 1) store<f32>(to, productOfRow(x, length));
    else productsOfColumns(x, length, inner, to);
    x += bytes;
    to += step;
  }
}

// @ts-ignore: decorator
@inline
function productsOfTwoRows(x: usize, length: i32, to: usize): void {
  const bytes = <usize>length << 2, end = x + bytes, whole = x + (<usize>(length & ~3) << 2);
  let a = f64x2.splat(1), b = a, c = a, d = a;
  for (; x < whole; x += 16) {
    const first = v128.load(x), second = v128.load(x + bytes);
    a = f64x2.mul(a, f64x2.promote_low_f32x4(first));
    b = f64x2.mul(b, f64x2.promote_low_f32x4(upper(first)));
    c = f64x2.mul(c, f64x2.promote_low_f32x4(second));
    d = f64x2.mul(d, f64x2.promote_low_f32x4(upper(second)));
  }
  const p = f64x2.mul(a, b), q = f64x2.mul(c, d);
  let products = f64x2.mul(v128.shuffle<f64>(p, q, 0, 2), v128.shuffle<f64>(p, q, 1, 3));
  for (; x < end; x += 4) {
    const column = v128.load_lane<f32>(x + bytes, v128.load32_zero(x), 1);
    products = f64x2.mul(products, f64x2.promote_low_f32x4(column));
  }
  v128.store_lane<u64>(to, f32x4.demote_f64x2_zero(products), 0);
}

// @ts-ignore: decorator
@inline
function productOfRow(x: usize, length: i32): f32 {
  const end = x + (<usize>length << 2), whole = x + (<usize>(length & ~7) << 2);
  let p0 = f64x2.splat(1), p1 = p0, p2 = p0, p3 = p0;
  for (; x < whole; x += 32) {
    const low = v128.load(x), high = v128.load(x, 16);
    p0 = f64x2.mul(p0, f64x2.promote_low_f32x4(low));
    p1 = f64x2.mul(p1, f64x2.promote_low_f32x4(upper(low)));
    p2 = f64x2.mul(p2, f64x2.promote_low_f32x4(high));
    p3 = f64x2.mul(p3, f64x2.promote_low_f32x4(upper(high)));
  }
  const p = f64x2.mul(f64x2.mul(p0, p1), f64x2.mul(p2, p3));
  let value = f64x2.extract_lane(p, 0) * f64x2.extract_lane(p, 1);
  for (; x < end; x += 4) value *= <f64>load<f32>(x);
  return <f32>value;
}

// @ts-ignore: decorator
@inline
function productsOfColumns(x: usize, length: i32, inner: i32, to: usize): void {
  const step = <usize>inner << 2;
  let column = 0;
  for (; column + 4 <= inner; column += 4) {
    let low = f64x2.splat(1), high = low;
    for (let row = 0, at = x + (<usize>column << 2); row < length; row++, at += step) {
      const four = v128.load(at);
      low = f64x2.mul(low, f64x2.promote_low_f32x4(four));
      high = f64x2.mul(high, f64x2.promote_low_f32x4(upper(four)));
    }
    const products = i64x2.shuffle(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
    v128.store(to + (<usize>column << 2), products);
  }
  for (; column < inner; column++) {
    let value = 1.0;
    for (let row = 0, at = x + (<usize>column << 2); row < length; row++, at += step) value *= <f64>load<f32>(at);
    store<f32>(to + (<usize>column << 2), <f32>value);
  }
}
