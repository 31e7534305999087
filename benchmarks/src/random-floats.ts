// Numbers by chance for kernels to compute with: quickly made, as good as any for measuring time.

/** Floats in [-1, 1), the same for the same seed, by a 32-bit xorshift. */
export function randomFloats(count: number, seed: number): Float32Array {
  let state = Math.imul(seed, 0x9e3779b1) | 1;
  return Float32Array.from({ length: count }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  });
}
