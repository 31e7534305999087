// How values of a network become one: sums with an activation, the gradient of the larger or smaller of several, and pieces
// of rows side by side. Products and other operations of two: binary.ts.
import { LINEAR, RELU, activate } from '../activation/activation';
import { addFloats, copyFloats } from '../memory/floats';
import { loadLanes, storeLanes } from '../memory/lanes';

/** to[count] = activation(x + y). `to` may be x or y. */
export function addActivate(to: usize, x: usize, y: usize, count: i32, activation: i32): void {
  if (activation == RELU || activation == LINEAR) {
    // The shortcuts of residual networks, which are large: as fast as memory gives them.
    const lines = count & ~15, bytes = <usize>lines << 2, floor = f32x4.splat(activation == RELU ? 0 : -Infinity);
    for (const end = to + bytes; to < end; to += 64) {
      const s0 = f32x4.add(v128.load(x), v128.load(y)), s1 = f32x4.add(v128.load(x, 16), v128.load(y, 16));
      const s2 = f32x4.add(v128.load(x, 32), v128.load(y, 32)), s3 = f32x4.add(v128.load(x, 48), v128.load(y, 48));
      v128.store(to, f32x4.pmax(s0, floor)); v128.store(to, f32x4.pmax(s1, floor), 16);
      v128.store(to, f32x4.pmax(s2, floor), 32); v128.store(to, f32x4.pmax(s3, floor), 48);
      x += 64;
      y += 64;
    }
    count -= lines;
  }
  for (let left = count; left > 0; left -= 4) {
    const lanes = min(left, 4);
    storeLanes(to, activate(f32x4.add(loadLanes(x, lanes), loadLanes(y, lanes)), activation), lanes);
    to += 16;
    x += 16;
    y += 16;
  }
}

/** to[count] += x[count] * y[count] */
export function addProduct(to: usize, x: usize, y: usize, count: i32): void {
  for (let left = count; left > 0; left -= 4) {
    const lanes = min(left, 4);
    storeLanes(to, f32x4.add(loadLanes(to, lanes), f32x4.mul(loadLanes(x, lanes), loadLanes(y, lanes))), lanes);
    to += 16;
    x += 16;
    y += 16;
  }
}

/**
 * to[count] = gradient where x equals `output`, else 0; with `adds` it is added to what is at `to`. What was given away is 0
 * in `gradient` afterwards, so that of several equal inputs of a maximum or minimum the first gets it.
 */
export function routeGradient(to: usize, gradient: usize, output: usize, x: usize, count: i32, adds: bool): void {
  for (let left = count; left > 0; left -= 4) {
    const lanes = min(left, 4), g = loadLanes(gradient, lanes);
    const isChosen = f32x4.eq(loadLanes(x, lanes), loadLanes(output, lanes)), own = v128.and(g, isChosen);
    storeLanes(gradient, v128.andnot(g, isChosen), lanes);
    storeLanes(to, adds ? f32x4.add(loadLanes(to, lanes), own) : own, lanes);
    to += 16;
    gradient += 16;
    output += 16;
    x += 16;
  }
}

/** Copies `rows` runs of `columns` floats, which begin a stride in bytes after each other, or adds them to what is there. */
export function copyColumns(
  to: usize, toStride: usize, from: usize, fromStride: usize, rows: i32, columns: i32, adds: bool,
): void {
  for (let row = 0; row < rows; row++) {
    if (adds) addFloats(to, from, columns);
    else copyFloats(to, from, columns);
    to += toStride;
    from += fromStride;
  }
}

/** to[count] = factor x + offset; with `adds` it is added to what is at `to`, which else may be x. */
export function affine(to: usize, x: usize, count: i32, factor: f32, offset: f32, adds: bool): void {
  const factors = f32x4.splat(factor), offsets = f32x4.splat(offset);
  for (let left = count; left > 0; left -= 4) {
    const lanes = min(left, 4), value = f32x4.add(f32x4.mul(factors, loadLanes(x, lanes)), offsets);
    storeLanes(to, adds ? f32x4.add(loadLanes(to, lanes), value) : value, lanes);
    to += 16;
    x += 16;
  }
}
