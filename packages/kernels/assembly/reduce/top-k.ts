// The k largest numbers of each row, in falling order, and their places; of equal ones the first comes first. NaN is never
// larger. A handful is kept in order while the row is read; of more, those above a bound are ranked; for many the whole row is
// sorted by its bits.
import { zeroFloats } from '../memory/floats';
import { firstLanes, loadLanes } from '../memory/lanes';

// Up to here ranking is quicker than sorting.
const FEW: i32 = 128;
// Up to here so few numbers exceed those so far that a bound would not pay.
const HANDFUL: i32 = 16;
const DIGITS: i32 = 256;

/** Bytes of scratch memory: what is ranked and its places; or keys and places of a row, twice, and how often each digit occurs. */
export function topKScratchBytes(length: i32, k: i32): i32 {
  return (k <= FEW ? 2 * (k + (k >> 2) + 4) : 4 * length + 4 * DIGITS) << 2;
}

/** values[rows, k] and places[rows, k], int32, of x[rows, length]; k is no more than `length`. */
export function topK(x: usize, rows: i32, length: i32, k: i32, values: usize, places: usize, scratch: usize): void {
  for (let row = 0; row < rows; row++) {
    if (k > HANDFUL && k <= FEW && length > 2 * k) rankRow(x, length, k, values, places, scratch);
    else if (k <= FEW) insertAll(x, length, k, values, places);
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

// Looks by halves of what floats there are for a bound that k numbers reach and few more, and ranks these.
function rankRow(x: usize, length: i32, k: i32, values: usize, places: usize, scratch: usize): void {
  const most = k + (k >> 2);
  let low = orderOf(-Infinity), high = orderOf(Infinity) + 1;
  let reach = countFrom(x, length, -Infinity), above = 0;
  // NaN is among the largest.
  if (reach < k) return insertAll(x, length, k, values, places);
  while (reach > most && <u32>high - <u32>low > 1) {
    const middle = low + <i32>((<u32>high - <u32>low) >> 1), count = countFrom(x, length, ofOrder(middle));
    if (count < k) {
      high = middle;
      above = count;
    } else {
      low = middle;
      reach = count;
    }
  }
  // Many that are equal to the bound: the first of them count.
  const equals = reach > most ? k - above : reach;
  rank(gatherFrom(ofOrder(low), equals, x, length, scratch, most), k, values, places, scratch, most);
}

// Copies the numbers above a bound, and the first `equals` that are equal to it, to scratch[most], and their places behind them.
function gatherFrom(bound: f32, equals: i32, x: usize, length: i32, scratch: usize, most: i32): i32 {
  const limit = f32x4.splat(bound), places = scratch + (<usize>(most + 4) << 2);
  let found = 0;
  for (let index = 0; index < length; index += 4) {
    const at = x + (<usize>index << 2), lanes = min(length - index, 4);
    let mask = i32x4.bitmask(f32x4.ge(loadLanes(at, lanes), limit)) & ((1 << lanes) - 1);
    for (; mask; mask &= mask - 1) {
      const lane = ctz(mask), value = load<f32>(at + (<usize>lane << 2));
      if (value == bound && --equals < 0) continue;
      store<f32>(scratch + (<usize>found << 2), value);
      store<i32>(places + (<usize>found << 2), index + lane);
      found++;
    }
  }
  return found;
}

// A number's rank is how many are larger, or equal and before it.
function rank(count: i32, k: i32, values: usize, places: usize, scratch: usize, most: i32): void {
  const from = scratch + (<usize>(most + 4) << 2), end = scratch + (<usize>count << 2);
  // What fills the last vector is less than all.
  v128.store(end, f32x4.splat(NaN));
  for (let index = 0; index < count; index++) {
    const value = v128.load_splat<f32>(scratch + (<usize>index << 2));
    const own = scratch + (<usize>(index & ~3) << 2);
    let sum = i32x4.splat(0), at = scratch;
    for (; at < own; at += 16) sum = i32x4.add(sum, f32x4.ge(v128.load(at), value));
    const beside = v128.load(at), before = v128.and(f32x4.eq(beside, value), firstLanes(index & 3));
    sum = i32x4.add(sum, v128.or(f32x4.gt(beside, value), before));
    for (at += 16; at < end; at += 16) sum = i32x4.add(sum, f32x4.gt(v128.load(at), value));
    sum = i32x4.add(sum, i64x2.shuffle(sum, sum, 1, 0));
    const place = -(i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1));
    if (place >= k) continue;
    store<f32>(values + (<usize>place << 2), f32x4.extract_lane(value, 0));
    store<i32>(places + (<usize>place << 2), load<i32>(from + (<usize>index << 2)));
  }
}

// The bits of a float as a number that rises with it, and back.
// @ts-ignore: decorator
@inline
function orderOf(value: f32): i32 {
  const bits = reinterpret<i32>(value);
  return bits ^ ((bits >> 31) & 0x7fffffff);
}

// @ts-ignore: decorator
@inline
function ofOrder(order: i32): f32 {
  return reinterpret<f32>(order ^ ((order >> 31) & 0x7fffffff));
}

/** How many numbers of a row are not below a bound. */
function countFrom(x: usize, length: i32, bound: f32): i32 {
  const limit = f32x4.splat(bound), end = x + (<usize>length << 2), lines = x + (<usize>(length & ~15) << 2);
  let a = i32x4.splat(0), b = a;
  for (; x < lines; x += 64) {
    a = i32x4.add(a, i32x4.add(f32x4.ge(v128.load(x), limit), f32x4.ge(v128.load(x, 16), limit)));
    b = i32x4.add(b, i32x4.add(f32x4.ge(v128.load(x, 32), limit), f32x4.ge(v128.load(x, 48), limit)));
  }
  a = i32x4.add(a, b);
  let reach = -(i32x4.extract_lane(a, 0) + i32x4.extract_lane(a, 1) + i32x4.extract_lane(a, 2) + i32x4.extract_lane(a, 3));
  for (; x < end; x += 4) reach += i32(load<f32>(x) >= bound);
  return reach;
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
