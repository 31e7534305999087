// The last largest number of each window of volumes, found in two steps: of each column of a line of windows, and then of each
// window's columns, most of which it shares with the windows next to it. A position is one more than the bytes from the line's first
// number on; 0 for none, where all are NaN.
import { loadLanes, storeLanes } from '../memory/lanes';
import { one } from './max-positions';

/** The largest of each of `lanes` columns of slices of rows, to values[lanes], and its position, to positions[lanes]. */
export function maxOfLine(
  lanes: i32, slices: i32, rows: i32, planeStep: usize, rowStep: usize, from: usize, values: usize, positions: usize,
): void {
  let first = i32x4(1, 5, 9, 13), rest = lanes;
  const aside = planeStep - <usize>max(rows, 0) * rowStep, down = i32x4.splat(<i32>rowStep), back = i32x4.splat(<i32>aside);
  for (; rest >= 8; rest -= 8) {
    let a = f32x4.splat(-Infinity), b = a, p = i32x4.splat(0), q = p, here = first, at = from;
    for (let slice = 0; slice < slices; slice++) {
      for (let row = 0; row < rows; row++) {
        const v = v128.load(at), w = v128.load(at, 16);
        p = i32x4.max_s(p, v128.and(here, f32x4.ge(v, a)));
        q = i32x4.max_s(q, v128.and(here, f32x4.ge(w, b)));
        a = f32x4.pmax(a, v);
        b = f32x4.pmax(b, w);
        at += rowStep;
        here = i32x4.add(here, down);
      }
      at += aside;
      here = i32x4.add(here, back);
    }
    v128.store(values, a);
    v128.store(values, b, 16);
    v128.store(positions, p);
    // These were counted from the first four lanes.
    v128.store(positions, v128.and(i32x4.add(q, i32x4.splat(16)), i32x4.ne(q, i32x4.splat(0))), 16);
    first = i32x4.add(first, i32x4.splat(32));
    from += 32;
    values += 32;
    positions += 32;
  }
  for (; rest > 0; rest -= 4) {
    const count = min(rest, 4);
    let a = f32x4.splat(-Infinity), p = i32x4.splat(0), here = first, at = from;
    for (let slice = 0; slice < slices; slice++) {
      for (let row = 0; row < rows; row++) {
        const v = loadLanes(at, count);
        p = i32x4.max_s(p, v128.and(here, f32x4.ge(v, a)));
        a = f32x4.pmax(a, v);
        at += rowStep;
        here = i32x4.add(here, down);
      }
      at += aside;
      here = i32x4.add(here, back);
    }
    storeLanes(values, a, count);
    storeLanes(positions, p, count);
    first = i32x4.add(first, i32x4.splat(16));
    from += 16;
    values += 16;
    positions += 16;
  }
}

/** For each of `lanes` windows of so many columns what `kind` of max-positions.ts says; `to` and `number` are the line's first. */
// @ts-ignore: decorator
@inline
export function maxOfColumns(
  kind: i32, lanes: i32, columns: i32, step: usize, values: usize, positions: usize, output: usize, to: usize, number: i32,
): void {
  let rest = lanes;
  for (; rest >= 4; rest -= 4) {
    const position = lastOf(4, columns, step, values, positions);
    one(kind, i32x4.extract_lane(position, 0), output, to, number);
    one(kind, i32x4.extract_lane(position, 1), output + 4, to, number);
    one(kind, i32x4.extract_lane(position, 2), output + 8, to, number);
    one(kind, i32x4.extract_lane(position, 3), output + 12, to, number);
    values += 16;
    positions += 16;
    output += 16;
  }
  for (; rest > 0; rest--) {
    one(kind, i32x4.extract_lane(lastOf(1, columns, step, values, positions), 0), output, to, number);
    values += 4;
    positions += 4;
    output += 4;
  }
}

// @ts-ignore: decorator
@inline
function lastOf(lanes: i32, columns: i32, step: usize, values: usize, positions: usize): v128 {
  if (columns <= 0) return i32x4.splat(0);
  let largest = loadLanes(values, lanes), position = loadLanes(positions, lanes);
  for (let column = 1; column < columns; column++) {
    values += step;
    positions += step;
    const value = loadLanes(values, lanes), other = loadLanes(positions, lanes);
    // Of equal numbers that further on in memory is the last, in whichever column it stands.
    position = i32x4.max_s(v128.and(other, f32x4.ge(value, largest)), v128.and(position, f32x4.ge(largest, value)));
    largest = f32x4.pmax(largest, value);
  }
  return position;
}
