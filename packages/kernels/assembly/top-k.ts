// The k largest numbers of each row, in falling order, and their places; of equal ones the first comes first. NaN is never
// larger. A few are kept in order while the row is read; for many the whole row is sorted by its bits.
import { zeroFloats } from './floats';

// Up to here inserting is quicker than sorting.
const FEW: i32 = 64;
const DIGITS: i32 = 256;

/** Bytes of scratch memory: keys and places of a row, twice, and how often each digit occurs. */
export function topKScratchBytes(length: i32, k: i32): i32 {
  return k <= FEW ? 0 : (4 * length + 4 * DIGITS) << 2;
}

/** values[rows, k] and places[rows, k], int32, of x[rows, length]; k is no more than `length`. */
export function topK(x: usize, rows: i32, length: i32, k: i32, values: usize, places: usize, scratch: usize): void {
  for (let row = 0; row < rows; row++) {
    if (k <= FEW) insertAll(x, length, k, values, places);
    else sortRow(x, length, k, values, places, scratch);
    x += <usize>length << 2;
    values += <usize>k << 2;
    places += <usize>k << 2;
  }
}

function insertAll(x: usize, length: i32, k: i32, values: usize, places: usize): void {
  let known = 0;
  for (; known < k; known++) insert(x, known, known, values, places);
  const last = values + (<usize>(k - 1) << 2);
  let index = k, smallest = load<f32>(last);
  for (; index + 16 <= length; index += 16) {
    const at = x + (<usize>index << 2), bound = f32x4.splat(smallest);
    const larger = v128.or(
      v128.or(f32x4.gt(v128.load(at), bound), f32x4.gt(v128.load(at, 16), bound)),
      v128.or(f32x4.gt(v128.load(at, 32), bound), f32x4.gt(v128.load(at, 48), bound)),
    );
    // Nothing exceeds NaN by a comparison, and every number does in truth.
    if (smallest == smallest && !v128.any_true(larger)) continue;
    for (let i = index; i < index + 16; i++) {
      if (!exceeds(load<f32>(x + (<usize>i << 2)), smallest)) continue;
      insert(x, i, k - 1, values, places);
      smallest = load<f32>(last);
    }
  }
  for (; index < length; index++) {
    if (!exceeds(load<f32>(x + (<usize>index << 2)), smallest)) continue;
    insert(x, index, k - 1, values, places);
    smallest = load<f32>(last);
  }
}

// NaN comes behind all others.
// @ts-ignore: decorator
@inline
function exceeds(a: f32, b: f32): bool {
  return a > b || (b != b && a == a);
}

// Puts number `index` in its place among the `known` in order; what is behind moves on by one.
// @ts-ignore: decorator
@inline
function insert(x: usize, index: i32, known: i32, values: usize, places: usize): void {
  const value = load<f32>(x + (<usize>index << 2));
  let at = <usize>known << 2;
  for (; at > 0; at -= 4) {
    const before = load<f32>(values + at - 4);
    if (!exceeds(value, before)) break;
    store<f32>(values + at, before);
    store<i32>(places + at, load<i32>(places + at - 4));
  }
  store<f32>(values + at, value);
  store<i32>(places + at, index);
}

// The bits of a float as a number that falls as the float rises; NaN is the largest.
// @ts-ignore: decorator
@inline
function keyOf(value: f32): u32 {
  if (value != value) return 0xffffffff;
  // 0 and -0 are equal.
  const bits = reinterpret<u32>(value + 0);
  return bits >> 31 ? bits : ~bits & 0x7fffffff;
}

// By one byte after another, from the lowest on; each step keeps the order of equal bytes.
function sortRow(x: usize, length: i32, k: i32, values: usize, places: usize, scratch: usize): void {
  const bytes = <usize>length << 2;
  let keys = scratch, order = keys + bytes, otherKeys = order + bytes, otherOrder = otherKeys + bytes;
  const counts = otherOrder + bytes;
  zeroFloats(counts, 4 * DIGITS);
  for (let index = 0; index < length; index++) {
    const at = <usize>index << 2, key = keyOf(load<f32>(x + at));
    store<u32>(keys + at, key);
    store<i32>(order + at, index);
    for (let digit = 0; digit < 4; digit++) count(counts, digit, key);
  }
  for (let digit = 0; digit < 4; digit++) {
    let sum = 0;
    for (let value = 0; value < DIGITS; value++) {
      const at = counts + (<usize>(digit * DIGITS + value) << 2), times = load<i32>(at);
      store<i32>(at, sum);
      sum += times;
    }
    for (let index = 0; index < length; index++) {
      const from = <usize>index << 2, key = load<u32>(keys + from);
      const to = <usize>count(counts, digit, key) << 2;
      store<u32>(otherKeys + to, key);
      store<i32>(otherOrder + to, load<i32>(order + from));
    }
    const key = keys, place = order;
    keys = otherKeys;
    order = otherOrder;
    otherKeys = key;
    otherOrder = place;
  }
  for (let rank = 0; rank < k; rank++) {
    const place = load<i32>(order + (<usize>rank << 2));
    store<f32>(values + (<usize>rank << 2), load<f32>(x + (<usize>place << 2)));
    store<i32>(places + (<usize>rank << 2), place);
  }
}

// How often the byte of this key has occurred, and once more from now on.
// @ts-ignore: decorator
@inline
function count(counts: usize, digit: i32, key: u32): i32 {
  const at = counts + (<usize>(digit * DIGITS + <i32>((key >> (8 * digit)) & 255)) << 2), times = load<i32>(at);
  store<i32>(at, times + 1);
  return times;
}
