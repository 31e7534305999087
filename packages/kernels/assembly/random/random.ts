// Counter-based random numbers: Threefry-2x32 with 20 rounds (Salmon et al., "Parallel Random Numbers: As Easy as
// 1, 2, 3", SC 2011). The same bits as src/random-numbers/threefry.ts, sixteen counters at a time.

const PARITY: i32 = 0x1bd11bda;
const MANY: i32 = 32;

// @ts-ignore: decorator
@inline
function rotate(x: v128, bits: i32): v128 {
  return v128.or(i32x4.shl(x, bits), i32x4.shr_u(x, 32 - bits));
}

/**
 * Fills `to` with `count` floats, uniform in [0, 1), multiples of 2^-24. Numbers 2i and 2i + 1 come from the block
 * with key (key0, key1) and counter (block + i, stream).
 */
export function randomUniform(to: usize, count: i32, key0: i32, key1: i32, block: i32, stream: i32): void {
  const even = count & ~1;
  if (even < MANY) return fewUniforms(to, count, block, key0, key1, stream);
  let done = 0;
  for (; done + MANY <= even; done += MANY) {
    thirtyTwoUniforms(to + (<usize>done << 2), block + (done >> 1), key0, key1, stream);
  }
  // The last reach back over those before: of the same counters, so that they stay what they are.
  if (done < even) {
    const first = even - MANY;
    thirtyTwoUniforms(to + (<usize>first << 2), block + (first >> 1), key0, key1, stream);
  }
  if (even < count) fewUniforms(to + (<usize>even << 2), 1, block + (even >> 1), key0, key1, stream);
}

// Four lots of four counters, so that one's additions fill the others' waits.
function thirtyTwoUniforms(to: usize, block: i32, key0: i32, key1: i32, stream: i32): void {
  const first = i32x4.splat(block + key0);
  let w0 = i32x4.add(first, i32x4(0, 1, 2, 3)), x0 = i32x4.add(first, i32x4(4, 5, 6, 7));
  let y0 = i32x4.add(first, i32x4(8, 9, 10, 11)), z0 = i32x4.add(first, i32x4(12, 13, 14, 15));
  let w1 = i32x4.splat(stream + key1), x1 = w1, y1 = w1, z1 = w1;
  // Two of the key's three words are added after every four rounds, which of them goes round.
  let a = i32x4.splat(key1), b = i32x4.splat(key0 ^ key1 ^ PARITY), c = i32x4.splat(key0);
  for (let group = 1; ; group += 2) {
    w0 = i32x4.add(w0, w1); x0 = i32x4.add(x0, x1); y0 = i32x4.add(y0, y1); z0 = i32x4.add(z0, z1);
    w1 = v128.xor(rotate(w1, 13), w0); x1 = v128.xor(rotate(x1, 13), x0); y1 = v128.xor(rotate(y1, 13), y0); z1 = v128.xor(rotate(z1, 13), z0);
    w0 = i32x4.add(w0, w1); x0 = i32x4.add(x0, x1); y0 = i32x4.add(y0, y1); z0 = i32x4.add(z0, z1);
    w1 = v128.xor(rotate(w1, 15), w0); x1 = v128.xor(rotate(x1, 15), x0); y1 = v128.xor(rotate(y1, 15), y0); z1 = v128.xor(rotate(z1, 15), z0);
    w0 = i32x4.add(w0, w1); x0 = i32x4.add(x0, x1); y0 = i32x4.add(y0, y1); z0 = i32x4.add(z0, z1);
    w1 = v128.xor(rotate(w1, 26), w0); x1 = v128.xor(rotate(x1, 26), x0); y1 = v128.xor(rotate(y1, 26), y0); z1 = v128.xor(rotate(z1, 26), z0);
    w0 = i32x4.add(w0, w1); x0 = i32x4.add(x0, x1); y0 = i32x4.add(y0, y1); z0 = i32x4.add(z0, z1);
    w1 = v128.xor(rotate(w1, 6), w0); x1 = v128.xor(rotate(x1, 6), x0); y1 = v128.xor(rotate(y1, 6), y0); z1 = v128.xor(rotate(z1, 6), z0);
    let other = i32x4.add(b, i32x4.splat(group));
    w0 = i32x4.add(w0, a); x0 = i32x4.add(x0, a); y0 = i32x4.add(y0, a); z0 = i32x4.add(z0, a);
    w1 = i32x4.add(w1, other); x1 = i32x4.add(x1, other); y1 = i32x4.add(y1, other); z1 = i32x4.add(z1, other);
    if (group == 5) break;
    w0 = i32x4.add(w0, w1); x0 = i32x4.add(x0, x1); y0 = i32x4.add(y0, y1); z0 = i32x4.add(z0, z1);
    w1 = v128.xor(rotate(w1, 17), w0); x1 = v128.xor(rotate(x1, 17), x0); y1 = v128.xor(rotate(y1, 17), y0); z1 = v128.xor(rotate(z1, 17), z0);
    w0 = i32x4.add(w0, w1); x0 = i32x4.add(x0, x1); y0 = i32x4.add(y0, y1); z0 = i32x4.add(z0, z1);
    w1 = v128.xor(rotate(w1, 29), w0); x1 = v128.xor(rotate(x1, 29), x0); y1 = v128.xor(rotate(y1, 29), y0); z1 = v128.xor(rotate(z1, 29), z0);
    w0 = i32x4.add(w0, w1); x0 = i32x4.add(x0, x1); y0 = i32x4.add(y0, y1); z0 = i32x4.add(z0, z1);
    w1 = v128.xor(rotate(w1, 16), w0); x1 = v128.xor(rotate(x1, 16), x0); y1 = v128.xor(rotate(y1, 16), y0); z1 = v128.xor(rotate(z1, 16), z0);
    w0 = i32x4.add(w0, w1); x0 = i32x4.add(x0, x1); y0 = i32x4.add(y0, y1); z0 = i32x4.add(z0, z1);
    w1 = v128.xor(rotate(w1, 24), w0); x1 = v128.xor(rotate(x1, 24), x0); y1 = v128.xor(rotate(y1, 24), y0); z1 = v128.xor(rotate(z1, 24), z0);
    other = i32x4.add(c, i32x4.splat(group + 1));
    w0 = i32x4.add(w0, b); x0 = i32x4.add(x0, b); y0 = i32x4.add(y0, b); z0 = i32x4.add(z0, b);
    w1 = i32x4.add(w1, other); x1 = i32x4.add(x1, other); y1 = i32x4.add(y1, other); z1 = i32x4.add(z1, other);
    const last = c;
    c = b; b = a; a = last;
  }
  storePairs(to, w0, w1);
  storePairs(to + 32, x0, x1);
  storePairs(to + 64, y0, y1);
  storePairs(to + 96, z0, z1);
}

// @ts-ignore: decorator
@inline
function storePairs(to: usize, x0: v128, x1: v128): void {
  const u0 = toUnit(x0), u1 = toUnit(x1);
  v128.store(to, v128.shuffle<f32>(u0, u1, 0, 4, 1, 5));
  v128.store(to, v128.shuffle<f32>(u0, u1, 2, 6, 3, 7), 16);
}

// @ts-ignore: decorator
@inline
function keyWord(index: i32, key0: i32, key1: i32, key2: i32): i32 {
  const word = index % 3;
  return word == 0 ? key0 : word == 1 ? key1 : key2;
}

// The upper 24 bits, which a float holds exactly, and a signed integer as well: unsigned ones take longer.
// @ts-ignore: decorator
@inline
function toUnit(bits: v128): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(bits, 8)), f32x4.splat(5.9604644775390625e-8));
}

// A few, one by one.
function fewUniforms(to: usize, count: i32, block: i32, key0: i32, key1: i32, stream: i32): void {
  for (let index = 0; index < count; index++) {
    const bits = threefryWord(block + (index >> 1), stream, key0, key1, index & 1);
    store<f32>(to, <f32>(bits >>> 8) * <f32>5.9604644775390625e-8);
    to += 4;
  }
}

function threefryWord(counter0: i32, counter1: i32, key0: i32, key1: i32, word: i32): u32 {
  const key2 = key0 ^ key1 ^ PARITY;
  let x0: u32 = counter0 + key0, x1: u32 = counter1 + key1;
  for (let round = 0; round < 20; round++) {
    x0 += x1;
    x1 = rotl<u32>(x1, rotation(round & 7)) ^ x0;
    if ((round & 3) == 3) {
      const group = (round >> 2) + 1;
      x0 += keyWord(group, key0, key1, key2);
      x1 += keyWord(group + 1, key0, key1, key2) + group;
    }
  }
  return word == 0 ? x0 : x1;
}

// 13 15 26 6 17 29 16 24, a byte each: a table in memory would be static data, which the host's memory has no room for.
// @ts-ignore: decorator
@inline
function rotation(round: i32): i32 {
  return <i32>((0x18101d11061a0f0d >>> <i64>(round << 3)) & 31);
}
