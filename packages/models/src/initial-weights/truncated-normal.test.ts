import { expect, test } from 'vitest';
import { threefry2x32 } from '../threefry.ts';
import { truncatedNormal } from './truncated-normal.ts';

const tolerance = 1e-7;
const deviation = 0.8796256610342398;

/** The share of a normal distribution below x, by Simpson's rule in steps of 1/1000. */
function shareBelow(x: number): number {
  const density = (t: number) => Math.exp((-t * t) / 2) / Math.sqrt(2 * Math.PI);
  const steps = 2000;
  let sum = density(0) + density(x);
  for (let i = 1; i < steps; i++) sum += (i % 2 === 0 ? 2 : 4) * density((x * i) / steps);
  return 0.5 + (sum * x) / (3 * steps);
}

test('inverts the distribution function up to two standard deviations', () => {
  const tail = shareBelow(-2);
  for (const part of [0, 1e-4, 0.001, 0.01, 0.2, 0.5, 0.7, 0.99, 0.9999]) {
    const word = Math.floor(part * 2 ** 24);
    const x = truncatedNormal((word << 8) >>> 0) * deviation;
    const expected = tail + ((word + 0.5) / 2 ** 24) * (1 - 2 * tail);
    expect(Math.abs(shareBelow(x) - expected)).toBeLessThan(tolerance);
  }
});

test('is symmetric, ends at 2 / 0.8796, and has mean 0 and variance 1', () => {
  expect(truncatedNormal(0xffffffff)).toBe(-truncatedNormal(0));
  expect(Math.abs(truncatedNormal(0xffffffff) - 2 / deviation)).toBeLessThan(1e-5);
  const values = Array.from({ length: 20_000 }, (_, i) => truncatedNormal(threefry2x32([5, 6], [0, i])[0]));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + value * value, 0) / values.length;
  // Five standard errors.
  expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(values.length));
  expect(Math.abs(variance - 1)).toBeLessThan(5 * Math.sqrt(2 / values.length));
});
