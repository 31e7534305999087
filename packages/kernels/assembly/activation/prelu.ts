// Relu with a learned slope below zero (He et al., "Delving Deep into Rectifiers", 2015): a = z where z is not negative, else
// alpha z. Its alpha has the size of a sample; the host repeats it along the axes that share one.
import { zeroFloats } from '../memory/floats';
import { loadLanes, storeLanes } from '../memory/lanes';

/** to[rows, size] = z, or alpha[size] z where z is negative. `to` may be z. */
export function prelu(to: usize, z: usize, rows: i32, size: i32, alpha: usize): void {
  const rowBytes = <usize>size << 2;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < size; column += 4) {
      const at = <usize>column << 2, lanes = min(size - column, 4), value = loadLanes(z + at, lanes);
      const scaled = f32x4.mul(loadLanes(alpha + at, lanes), value);
      storeLanes(to + at, v128.bitselect(scaled, value, f32x4.lt(value, f32x4.splat(0))), lanes);
    }
    to += rowBytes;
    z += rowBytes;
  }
}

/** to[rows, size] = the gradient by z from that by a. `to` may be `gradient`; with `adds` it is added to what is at `to`. */
export function preluGradient(
  to: usize, gradient: usize, z: usize, rows: i32, size: i32, alpha: usize, adds: bool,
): void {
  const rowBytes = <usize>size << 2;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < size; column += 4) {
      const at = <usize>column << 2, lanes = min(size - column, 4), g = loadLanes(gradient + at, lanes);
      const isPositive = f32x4.gt(loadLanes(z + at, lanes), f32x4.splat(0));
      const value = v128.bitselect(g, f32x4.mul(loadLanes(alpha + at, lanes), g), isPositive);
      storeLanes(to + at, adds ? f32x4.add(loadLanes(to + at, lanes), value) : value, lanes);
    }
    to += rowBytes;
    gradient += rowBytes;
    z += rowBytes;
  }
}

/** to[size] = the gradient by alpha: Σ gradient min(z, 0) over the rows, one after another. */
export function preluAlphaGradient(to: usize, gradient: usize, z: usize, rows: i32, size: i32): void {
  const rowBytes = <usize>size << 2;
  zeroFloats(to, size);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < size; column += 4) {
      const at = <usize>column << 2, lanes = min(size - column, 4);
      const negative = f32x4.min(loadLanes(z + at, lanes), f32x4.splat(0));
      const product = f32x4.mul(loadLanes(gradient + at, lanes), negative);
      storeLanes(to + at, f32x4.add(loadLanes(to + at, lanes), product), lanes);
    }
    gradient += rowBytes;
    z += rowBytes;
  }
}
