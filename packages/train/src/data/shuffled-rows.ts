// The order in which an epoch visits the samples: each epoch of a seed has a permutation of its own.
import { below, randomKey, threefry2x32, type Words } from '#random';

/**
 * Returns a uniformly drawn permutation of 0 .. count - 1 (Fisher-Yates).
 *
 * @param source.epoch integer of 1 or more; each epoch has an order of its own
 */
export function shuffledRows({
  count,
  seed,
  epoch,
}: {
  count: number;
  seed: number;
  epoch: number;
}): Uint32Array {
  const rows = Uint32Array.from({ length: count }, (_, row) => row);
  const words = randomWords(randomKey({ seed, stream: 'shuffle', index: epoch }));
  for (let last = count - 1; last > 0; last--) {
    const other = below(last + 1, () => words.next().value);
    const row = rows[last];
    rows[last] = rows[other];
    rows[other] = row;
  }
  return rows;
}

function* randomWords(key: Words): Generator<number, never> {
  for (let i = 0; ; i++) yield* threefry2x32(key, [i, 0]);
}

/** Returns rows in the data's own order, from `start` (inclusive) to `end` (exclusive). */
export function consecutiveRows(start: number, end: number): Uint32Array {
  return Uint32Array.from({ length: end - start }, (_, i) => start + i);
}
