// Pow and Mod on the wasm backend against JavaScript's own, over all that floats hold.
import { mod, pow, scalar, tensor, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomValues } from '../../testing/random-tensor.ts';
import { EXACT, expectClose } from '../../testing/tolerance.ts';
import { useWasm } from '../../testing/use-wasm.ts';

useWasm();

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
const SPECIAL = [nan, infinity, -infinity, 0, 1, -1, 2.5, -2.5];

// Any bits, and what powers and remainders are usually taken of.
const number = fc.oneof(
  fc.float(),
  fc.float({ min: -8, max: 8 }),
  fc.integer({ min: -40, max: 40 }),
  fc
    .constantFrom(0.5, -0.5, 1 + 2 ** -23, 1 - 2 ** -24, -1, 2 ** -149, 2 ** 24 + 2, nan, infinity, -infinity)
    .map(Math.fround),
);
const pairs = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 40 });

function check(
  drawn: readonly (readonly [number, number])[],
  { of, naive }: { of: typeof pow; naive: (a: number, b: number) => number },
  tolerance = EXACT,
): void {
  const [a, b] = [drawn.map(([first]) => first), drawn.map(([, second]) => second)];
  const found = tidy(() => of(tensor(a), tensor(b)).dataSync());
  expectClose(
    found,
    Float32Array.from(a, (x, i) => naive(x, b[i])),
    tolerance,
  );
}

describe('Pow', () => {
  it('has no value where JavaScript has none', () => {
    tidy(() => {
      const bases = SPECIAL.flatMap((base) => SPECIAL.map(() => base));
      const exponents = SPECIAL.flatMap(() => SPECIAL);
      const powers = pow(tensor(bases), tensor(exponents)).dataSync();
      expectClose(
        powers,
        bases.map((base, i) => base ** exponents[i]),
        { atol: 0, rtol: 1e-6 },
      );
    });
  });

  // Where a power lies between two floats, the sixteenth digit may decide which is nearer.
  it("is JavaScript's, to the last bit of a float", () => {
    const one = { of: pow, naive: (a: number, b: number) => a ** b };
    fc.assert(
      fc.property(pairs, (drawn) => check(drawn, one, { atol: 2 ** -149, rtol: 2 ** -23 })),
      { seed: 108, numRuns: 2000 },
    );
  });
});

describe('Pow with one exponent for all', () => {
  const bases = [...SPECIAL, -0, 2 ** -149, -(2 ** -149), 3e38, ...randomValues(40, 3).map((x) => 4 * x)];
  it.each([0.5, -0.5, 1.5, 2.5, -1.5, 3, -4, 16, 15.5, 2.3, -0.1, 17, 0, nan, infinity, -infinity])(
    '%d',
    (exponent) => {
      tidy(() => {
        const b = Math.fround(exponent);
        const powers = pow(tensor(bases), scalar(exponent)).dataSync();
        expectClose(
          powers,
          Float32Array.from(bases, (base) => Math.fround(base) ** b),
          { atol: 2 ** -149, rtol: 2 ** -23 },
        );
        expect([...powers].map((power) => Object.is(power, -0))).toEqual(
          bases.map((base) => Object.is(Math.fround(Math.fround(base) ** b), -0)),
        );
      });
    },
  );
});

it('gives the nearest float but for one power in thousands', () => {
  const bases = randomValues(20_000, 1).map((x) => 4 * x + 4);
  const exponents = randomValues(20_000, 2).map((x) => 8 * x);
  const powers = tidy(() => pow(tensor(bases), tensor(exponents)).dataSync());
  const nearest = bases.map((base, i) => base ** exponents[i]);
  expect(powers.filter((power, i) => power !== nearest[i]).length).toBeLessThan(20);
});

describe('Mod', () => {
  it("is tfjs' cpu backend's, exactly", () => {
    const naive = (a: number, b: number) => (a < 0 === b < 0 ? a % b : ((a % b) + b) % b);
    fc.assert(
      fc.property(pairs, (drawn) => check(drawn, { of: mod, naive })),
      { seed: 109, numRuns: 2000 },
    );
  });
});
