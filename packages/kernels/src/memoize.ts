// Caches the latest results of a pure function of a few shapes: a network asks for the same few geometries at every step, and
// working one out takes as long as the convolution of a small image. The functions are elsewhere, as in conv-shape.ts.

/** The numbers, lists of numbers and strings that a result depends on; of the same length at every call. */
export type CacheKey = readonly KeyPart[];

type KeyPart = readonly number[] | number | string | undefined | null;

const CAPACITY = 16;

/**
 * `compute` with a cache of its latest 16 results. Without a key nothing is cached. All callers share a result, and must not
 * change it.
 */
export function memoize<Arguments, Result>(
  keyOf: (given: Arguments) => CacheKey | undefined,
  compute: (given: Arguments) => Result,
): (given: Arguments) => Result {
  const entries: { key: CacheKey; result: Result }[] = [];
  let next = 0;
  return (given) => {
    const key = keyOf(given);
    if (!key) return compute(given);
    for (let index = 0; index < entries.length; index++)
      if (isSame(entries[index].key, key)) return entries[index].result;
    const result = compute(given);
    // Copied, since the caller may change a list later.
    entries[next] = { key: key.map((part) => (isList(part) ? [...part] : part)), result };
    next = (next + 1) % CAPACITY;
    return result;
  };
}

function isSame(a: CacheKey, b: CacheKey): boolean {
  for (let index = 0; index < a.length; index++) {
    const one = a[index];
    const other = b[index];
    if (one === other) continue;
    if (!isList(one) || !isList(other) || one.length !== other.length) return false;
    for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  }
  return true;
}

function isList(part: KeyPart): part is readonly number[] {
  return Array.isArray(part);
}
