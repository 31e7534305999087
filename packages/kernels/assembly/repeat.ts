// Floats several times over, so that what differs in length can be walked side by side.
import { copyFloats } from './floats';

/** to[count, times]: each of the `count` floats `times` times in a row. */
export function repeatEach(from: usize, count: i32, times: i32, to: usize): void {
  const end = from + (<usize>count << 2), whole = times & ~3;
  for (; from < end; from += 4) {
    const value = v128.load32_splat(from);
    let copy = 0;
    for (; copy < whole; copy += 4) {
      v128.store(to, value);
      to += 16;
    }
    for (; copy < times; copy++) {
      v128.store_lane<f32>(to, value, 0);
      to += 4;
    }
  }
}

/** to[count] = Σ repeated[count, times] over the last axis: what repeatEach's gradient is. */
export function sumRepeated(repeated: usize, count: i32, times: i32, to: usize): void {
  const end = to + (<usize>count << 2);
  for (; to < end; to += 4) {
    let sum: f32 = 0;
    for (let copy = 0; copy < times; copy++) {
      sum += load<f32>(repeated);
      repeated += 4;
    }
    store<f32>(to, sum);
  }
}

/** to[rows, times, length]: each row of from[rows, length] `times` times in a row. */
export function repeatRows(from: usize, rows: i32, length: i32, times: i32, to: usize): void {
  for (let row = 0; row < rows; row++) {
    for (let copy = 0; copy < times; copy++) {
      copyFloats(to, from, length);
      to += <usize>length << 2;
    }
    from += <usize>length << 2;
  }
}
