// Vectors along an axis divided by their length, and the gradient. In plain loops: src/graph/operations/elementwise.test.ts.
import { loadLanes, storeLanes } from '../memory/lanes';

/** Keras' epsilon: the least square of a length. */
const EPSILON: f32 = 1e-7;

/**
 * to[outer, length, inner] = x / √max(Σ x², 1e-7) along the middle axis. `to` may be x. `inverses`[outer, inner] gets one by
 * each length, below zero where the bound was taken for it.
 */
export function unitNormalize(to: usize, x: usize, outer: i32, length: i32, inner: i32, inverses: usize): void {
  const step = <usize>inner << 2, bytes = <usize>length * step;
  for (let item = 0; item < outer; item++) {
    for (let column = 0; column < inner; column += 4) {
      const lanes = min(4, inner - column), start = <usize>column << 2;
      let sum = f32x4.splat(0);
      for (let at = start; at < bytes; at += step) {
        const value = loadLanes(x + at, lanes);
        sum = f32x4.add(sum, f32x4.mul(value, value));
      }
      const bound = f32x4.splat(EPSILON), isShort = f32x4.le(sum, bound);
      const inverse = f32x4.div(f32x4.splat(1), f32x4.sqrt(f32x4.pmax(sum, bound)));
      storeLanes(inverses + start, v128.bitselect(f32x4.neg(inverse), inverse, isShort), lanes);
      for (let at = start; at < bytes; at += step) storeLanes(to + at, f32x4.mul(loadLanes(x + at, lanes), inverse), lanes);
    }
    to += bytes;
    x += bytes;
    inverses += step;
  }
}

/** gradient[outer, length, inner] = (g - y Σ g y) / length, in place, y being the output; g / length where it was too short. */
export function unitNormalizeGradient(
  gradient: usize, y: usize, outer: i32, length: i32, inner: i32, inverses: usize,
): void {
  const step = <usize>inner << 2, bytes = <usize>length * step;
  for (let item = 0; item < outer; item++) {
    for (let column = 0; column < inner; column += 4) {
      const lanes = min(4, inner - column), start = <usize>column << 2;
      let dot = f32x4.splat(0);
      for (let at = start; at < bytes; at += step) {
        dot = f32x4.add(dot, f32x4.mul(loadLanes(gradient + at, lanes), loadLanes(y + at, lanes)));
      }
      const signed = loadLanes(inverses + start, lanes), inverse = f32x4.abs(signed);
      dot = v128.and(dot, f32x4.gt(signed, f32x4.splat(0)));
      for (let at = start; at < bytes; at += step) {
        const rest = f32x4.sub(loadLanes(gradient + at, lanes), f32x4.mul(loadLanes(y + at, lanes), dot));
        storeLanes(gradient + at, f32x4.mul(rest, inverse), lanes);
      }
    }
    gradient += bytes;
    y += bytes;
    inverses += step;
  }
}
