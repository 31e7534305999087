// Threefry-2x32 with 20 rounds: two key words and two counter words in, two random words out.
// Counter-based (Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", 2011): no state, so any
// number of a stream can be had in any order, on any engine, with the same bits. A stream of numbers: ./random.ts.

const ROTATIONS = [13, 15, 26, 6, 17, 29, 16, 24] as const;
const PARITY = 0x1bd11bda;

/**
 * Writes the two random 32-bit words of (key, counter) to `out[0]` and `out[1]`.
 *
 * @example key 0 0, counter 0 0 gives 0x6b200159 0x99ba4efe.
 */
export function threefry2x32(
  key: readonly [number, number],
  counter: readonly [number, number],
  out: Uint32Array,
): void {
  const [k0, k1] = key;
  const k2 = PARITY ^ k0 ^ k1;
  let x0 = (counter[0] + k0) | 0;
  let x1 = (counter[1] + k1) | 0;
  for (let group = 0; group < 5; group++) {
    const first = (group & 1) * 4;
    for (let round = first; round < first + 4; round++) {
      x0 = (x0 + x1) | 0;
      x1 = ((x1 << ROTATIONS[round]) | (x1 >>> (32 - ROTATIONS[round]))) ^ x0;
    }
    const injected = group % 3;
    x0 = (x0 + (injected === 0 ? k1 : injected === 1 ? k2 : k0)) | 0;
    x1 = (x1 + (injected === 0 ? k2 : injected === 1 ? k0 : k1) + group + 1) | 0;
  }
  out[0] = x0;
  out[1] = x1;
}
