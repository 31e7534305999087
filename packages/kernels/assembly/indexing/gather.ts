// Rows of a table by their numbers, and ones at given positions: how indices become numbers. The gradient of a gather is
// segment-sum.ts.

/**
 * to[batch, outer, count, row] = from[batch, outer, length, row], the third axis at indices[batch, count]; a row has
 * `rowBytes`. Every index must lie in 0 .. length: see firstOutside.
 */
export function gather(
  from: usize, indices: usize, batch: i32, outer: i32, length: i32, count: i32, rowBytes: i32, to: usize,
): void {
  const table = <usize>length * <usize>rowBytes;
  for (let item = 0; item < batch; item++) {
    for (let block = 0; block < outer; block++) {
      for (let position = 0; position < count; position++) {
        const row = from + <usize>load<i32>(indices + (<usize>position << 2)) * <usize>rowBytes;
        if (rowBytes == 4) store<i32>(to, load<i32>(row));
        else memory.copy(to, row, rowBytes);
        to += rowBytes;
      }
      from += table;
    }
    indices += <usize>count << 2;
  }
}

/** The position of the first of `count` indices that lies outside 0 .. length, or -1. */
export function firstOutside(indices: usize, count: i32, length: i32): i32 {
  for (let position = 0; position < count; position++) {
    if (<u32>load<i32>(indices + (<usize>position << 2)) >= <u32>length) return position;
  }
  return -1;
}

/**
 * Writes `bits` into position indices[i] of each row i of to[count, depth], whose numbers have `itemBytes`, 1 or 4; into
 * none where the index lies outside.
 */
export function markOnes(indices: usize, count: i32, depth: i32, bits: i32, itemBytes: i32, to: usize): void {
  const rowBytes = <usize>depth * <usize>itemBytes;
  for (let row = 0; row < count; row++) {
    const index = load<i32>(indices + (<usize>row << 2));
    if (<u32>index < <u32>depth) {
      if (itemBytes == 4) store<i32>(to + (<usize>index << 2), bits);
      else store<u8>(to + <usize>index, <u8>bits);
    }
    to += rowBytes;
  }
}
