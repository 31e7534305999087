// Random numbers of the standard normal distribution from the counter-based uniform ones (random.ts): Box & Muller, "A Note
// on the Generation of Random Normal Deviates", 1958. Two uniform numbers become a point's distance and direction, and its
// two coordinates are independent and normal. In plain loops: src/reference/random/normal.ts.
import { log } from '../math/exponential';
import { randomUniform } from './random';

/** Fills `to` with `count` floats, a multiple of 8; numbers 2i and 2i + 1 come from those that randomUniform would give. */
export function randomNormal(to: usize, count: i32, key0: i32, key1: i32, block: i32, stream: i32): void {
  randomUniform(to, count, key0, key1, block, stream);
  const end = to + (<usize>count << 2);
  for (; to < end; to += 32) {
    const first = v128.load(to), second = v128.load(to, 16);
    fourPoints(v128.shuffle<f32>(first, second, 0, 2, 4, 6), v128.shuffle<f32>(first, second, 1, 3, 5, 7), to);
  }
}

// @ts-ignore: decorator
@inline
function fourPoints(u: v128, v: v128, to: usize): void {
  // 1 - u is not 0, and exact.
  const distance = f32x4.sqrt(f32x4.mul(f32x4.splat(-2), log(f32x4.sub(f32x4.splat(1), u))));
  const quarter = f32x4.nearest(f32x4.mul(v, f32x4.splat(4)));
  const angle = f32x4.mul(f32x4.sub(v, f32x4.mul(quarter, f32x4.splat(0.25))), f32x4.splat(6.283185307179586));
  const z = f32x4.mul(angle, angle), sine = sineNear(angle, z), cosine = cosineNear(z);
  // Each quarter turn takes sine and cosine to the other, and every second one turns a sign.
  const turns = i32x4.trunc_sat_f32x4_s(quarter), one = i32x4.splat(1);
  const odd = i32x4.eq(v128.and(turns, one), one);
  const x = v128.xor(v128.bitselect(sine, cosine, odd), signOf(i32x4.add(turns, one)));
  const y = v128.xor(v128.bitselect(cosine, sine, odd), signOf(turns));
  const xs = f32x4.mul(distance, x), ys = f32x4.mul(distance, y);
  v128.store(to, v128.shuffle<f32>(xs, ys, 0, 4, 1, 5));
  v128.store(to, v128.shuffle<f32>(xs, ys, 2, 6, 3, 7), 16);
}

// The sign bit where the second bit of a number of quarter turns is set.
// @ts-ignore: decorator
@inline
function signOf(turns: v128): v128 {
  return i32x4.shl(v128.and(turns, i32x4.splat(2)), 30);
}

// Polynomials within a half of a right angle, after S. Moshier's Cephes library (sinf, cosf).
// @ts-ignore: decorator
@inline
function sineNear(x: v128, z: v128): v128 {
  let p = f32x4.add(f32x4.mul(z, f32x4.splat(-1.9515295891e-4)), f32x4.splat(8.3321608736e-3));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-1.6666654611e-1));
  return f32x4.add(x, f32x4.mul(f32x4.mul(p, z), x));
}

// @ts-ignore: decorator
@inline
function cosineNear(z: v128): v128 {
  let p = f32x4.add(f32x4.mul(z, f32x4.splat(2.443315711809948e-5)), f32x4.splat(-1.388731625493765e-3));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(4.166664568298827e-2));
  const far = f32x4.mul(f32x4.mul(p, z), z);
  return f32x4.add(f32x4.sub(far, f32x4.mul(z, f32x4.splat(0.5))), f32x4.splat(1));
}
