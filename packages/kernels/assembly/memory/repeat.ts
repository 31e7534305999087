// Floats several times over, so that what differs in length can be walked side by side.
import { copyFloats } from './floats';
import { loadLanes, storeLanes } from './lanes';

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

const SPAN: usize = 4096;
/** Bytes up to which a row is done before the engine's copying has begun. */
const SHORT: usize = 512;

/** to[rows, times, length]: each row of from[rows, length] `times` times in a row. One row may be where it goes to. */
export function repeatRows(from: usize, rows: i32, length: i32, times: i32, to: usize): void {
  if (length == 1) return repeatEach(from, rows, times, to);
  const bytes = <usize>length << 2, whole = bytes * <usize>times;
  if (whole <= SHORT) return repeatShort(from, rows, length, times, to);
  for (let row = 0; row < rows; row++) {
    memory.copy(to, from, bytes);
    // What is there already is copied behind itself, ever more at once as long as it stays in the cache.
    for (let done = bytes, span = bytes; done < whole; ) {
      const next = min(span, whole - done);
      memory.copy(to + done, to, next);
      done += next;
      if (span < SPAN) span = done;
    }
    from += bytes;
    to += whole;
  }
}

function repeatShort(from: usize, rows: i32, length: i32, times: i32, to: usize): void {
  const bytes = <usize>length << 2;
  if (length == 2) return repeatLanes(2, from, rows, times, to);
  if (length == 3) return repeatLanes(3, from, rows, times, to);
  for (let row = 0; row < rows; row++) {
    for (let copy = 0; copy < times; copy++) {
      copyFloats(to, from, length);
      to += bytes;
    }
    from += bytes;
  }
}

// @ts-ignore: decorator
@inline
function repeatLanes(lanes: i32, from: usize, rows: i32, times: i32, to: usize): void {
  const bytes = <usize>lanes << 2;
  for (let row = 0; row < rows; row++) {
    const values = loadLanes(from, lanes);
    for (let copy = 0; copy < times; copy++) {
      storeLanes(to, values, lanes);
      to += bytes;
    }
    from += bytes;
  }
}

/**
 * How many rows of so many channels are best taken as one with as many more: rows of few channels don't fill the
 * vectors. 1 where they do.
 */
export function pixelGroup(channels: i32): i32 {
  const whole = channels & 1 ? 4 : channels & 2 ? 2 : 1;
  let group = whole;
  while (group * channels < 16 && group < 16) group += whole;
  return group;
}
