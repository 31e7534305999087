// RandomState against NumPy, bit for bit.

import { describe, expect, test } from 'vitest';
import { numpyRandom, numpyRandomHashes } from '../../fixtures/numpy-random.ts';
import { RandomState } from './random-state.ts';

describe.each(numpyRandom)('seed $seed', (golden) => {
  test('rand', () => expect(new RandomState(golden.seed).rand(3)).toEqual(golden.rand));
  test('randn', () => expect(new RandomState(golden.seed).randn(5)).toEqual(golden.randn));
  test('permutation', () => expect(new RandomState(golden.seed).permutation(10)).toEqual(golden.permutation));
  test('randint', () => expect(new RandomState(golden.seed).randint(7, 8)).toEqual(golden.randint));

  test('mixed calls keep the second normal number for the next randn', () => {
    const random = new RandomState(golden.seed);
    random.randn(3);
    const rand = random.rand(1)[0];
    const randn = random.randn(1)[0];
    expect({ rand, randn, permutation: random.permutation(5) }).toEqual(golden.after);
  });
});

async function sha256(numbers: Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', numbers));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

test.each(numpyRandomHashes)(
  'long streams of seed $seed, over many renewals of the state',
  async (golden) => {
    const uniform = new Float64Array(new RandomState(golden.seed).rand(100_000));
    expect(await sha256(uniform)).toBe(golden.rand);
    const order = new Int32Array(new RandomState(golden.seed).permutation(1000));
    expect(await sha256(order)).toBe(golden.permutation);
  },
);

test('normal numbers that Math.log of V8 would get wrong in the last place', async () => {
  const normal = new RandomState(42).randn(76);
  expect([normal[24], normal[25]]).toEqual([-0.5443827245251827, 0.11092258970986608]);
  expect(await sha256(new Float64Array(normal))).toBe(
    '82b9a57c24227dc958319397ed620c8a35c2b55c6b1a23e9d7766ec9db3ab4b1',
  );
});

test('the 10,000th normal number of three seeds', () => {
  const last = (seed: number) => new RandomState(seed).randn(10_000).at(-1);
  expect([last(0), last(1), last(42)]).toEqual([1.2981114320305154, -1.4378698926788949, 0.6443884535381822]);
});

test('randint reaches all 32 bits, and needs none for one value', () => {
  expect(new RandomState(5).randint(2 ** 32, 4)).toEqual([953453411, 236996814, 3739766767, 3570525885]);
  const random = new RandomState(5);
  expect(random.randint(1, 3)).toEqual([0, 0, 0]);
  expect(random.rand(1)).toEqual(new RandomState(5).rand(1));
});

test('a snapshot continues where it was taken, through JSON, with the second normal number', () => {
  const random = new RandomState(7);
  random.randn(501);
  const copy = RandomState.from(JSON.parse(JSON.stringify(random.snapshot())));
  expect(copy.randn(1001)).toEqual(random.randn(1001));
  expect(copy.permutation(20)).toEqual(random.permutation(20));
});

test('nothing asked, nothing given', () => {
  const random = new RandomState(0);
  expect([random.rand(0), random.permutation(0), random.permutation(1)]).toEqual([[], [], [0]]);
});

test.each([-1, 0.5, 2 ** 32, Number.NaN])('the seed %d is rejected', (seed) => {
  expect(() => new RandomState(seed)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
});

test('errors name the wrong value', () => {
  expect(() => new RandomState(-1)).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: seed expects a whole number from 0 to 4294967295; received -1.]`,
  );
  expect(() => new RandomState(1).rand(-1)).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: count expects a whole number from 0 to 67108864; received -1.]`,
  );
  expect(() => new RandomState(1).randint(0, 1)).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: below expects a whole number from 1 to 4294967296; received 0.]`,
  );
  expect(() => RandomState.from({ words: [1], position: 0, spare: null })).toThrowErrorMatchingInlineSnapshot(
    `[ScratchError: words expects an array of 624 numbers from 0 to 4294967295; received an array of length 1.]`,
  );
});
