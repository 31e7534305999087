// Runs of floats: copy, zero, transpose. Not here: anything that computes.

/** Copies `count` floats; the runs do not overlap. */
export function copyFloats(to: usize, from: usize, count: i32): void {
  const vectors = from + (<usize>(count & ~3) << 2);
  while (from < vectors) {
    v128.store(to, v128.load(from));
    from += 16;
    to += 16;
  }
  if (count & 2) {
    store<u64>(to, load<u64>(from));
    from += 8;
    to += 8;
  }
  if (count & 1) store<u32>(to, load<u32>(from));
}

/** Floats from which on the engine's own filling of memory is worth its call. */
const LONG: i32 = 256;

/** Sets `count` floats to zero. */
export function zeroFloats(to: usize, count: i32): void {
  if (count >= LONG) {
    memory.fill(to, 0, <usize>count << 2);
    return;
  }
  const zero = f32x4.splat(0), end = to + (<usize>count << 2), vectors = to + (<usize>(count & ~3) << 2);
  for (; to < vectors; to += 16) v128.store(to, zero);
  for (; to < end; to += 4) store<f32>(to, 0);
}

/** Adds `count` floats to those at `to`. */
export function addFloats(to: usize, from: usize, count: i32): void {
  const end = from + (<usize>count << 2);
  const vectors = from + (<usize>(count & ~3) << 2);
  while (from < vectors) {
    v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
    from += 16;
    to += 16;
  }
  while (from < end) {
    store<f32>(to, load<f32>(to) + load<f32>(from));
    from += 4;
    to += 4;
  }
}
