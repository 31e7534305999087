// Sums of rows by segment: what the gradient of a gather is, and so of an embedding. The naive loop that this must
// equal is in src/reference/reduction/segment-sum.ts.
import { addFloats, zeroFloats } from '../memory/floats';

/**
 * to[segments, length]: to[s] = Σ rows[i, length] over all i with ids[i] = s, in the order of i. An id outside
 * 0 .. segments is left out.
 */
export function segmentSum(rows: usize, ids: usize, count: i32, length: i32, segments: i32, to: usize): void {
  zeroFloats(to, segments * length);
  if (length == 1) return numberSum(rows, ids, count, segments, to);
  const bytes = <usize>length << 2;
  for (let row = 0; row < count; row++) {
    const id = load<i32>(ids);
    if (<u32>id < <u32>segments) addFloats(to + <usize>id * bytes, rows, length);
    rows += bytes;
    ids += 4;
  }
}

// Of single numbers: without a call for each.
function numberSum(numbers: usize, ids: usize, count: i32, segments: i32, to: usize): void {
  const end = ids + (<usize>count << 2);
  for (; ids < end; ids += 4) {
    const id = load<i32>(ids);
    if (<u32>id < <u32>segments) {
      const at = to + (<usize>id << 2);
      store<f32>(at, load<f32>(at) + load<f32>(numbers));
    }
    numbers += 4;
  }
}
