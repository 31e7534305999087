import { expect, test } from 'vitest';
import { scriptedDraws } from '../testing/scripted-draws.ts';
import { drawsAt } from './draws.ts';
import { drawMix, mixImages, symmetricBeta } from './mixup.ts';

const key = [3, 5] as const;

test('two numbers determine a share, computed by hand', () => {
  // alpha 1: U^-1 - 1 = 3 at U = 1/4, cos^2 of an eighth turn = 1/2; 1 + 1 / 1.5 = 5/3; 1/2 + 1/2 * sqrt(3/5).
  expect(symmetricBeta(1, scriptedDraws(0.25, 0.125))).toBeCloseTo(0.5 + 0.5 * Math.sqrt(0.6), 14);
  expect(symmetricBeta(1, scriptedDraws(0.25, 0.375))).toBeCloseTo(0.5 - 0.5 * Math.sqrt(0.6), 14);
});

test.each([0.01, 0.2, 0.5, 1, 2, 10])('shares have the mean and variance of Beta(%d, same)', (alpha) => {
  const count = 4000;
  const shares = Array.from({ length: count }, (_, sample) =>
    symmetricBeta(alpha, drawsAt(key, { step: 0, sample })),
  );
  for (const share of shares) expect(share >= 0 && share <= 1).toBe(true);
  const variance = 1 / (4 * (2 * alpha + 1));
  const mean = shares.reduce((sum, share) => sum + share, 0) / count;
  const measured = shares.reduce((sum, share) => sum + (share - 0.5) ** 2, 0) / count;
  // Four standard errors; that of the variance is below variance * sqrt(2 / count) for these.
  expect(Math.abs(mean - 0.5)).toBeLessThan(4 * Math.sqrt(variance / count));
  expect(Math.abs(measured - variance)).toBeLessThan(4 * variance * Math.sqrt(2 / count));
});

test('with alpha 1 shares are uniform, with 1/2 they follow the arcsine law', () => {
  const share = (alpha: number, limit: number) => {
    let below = 0;
    for (let sample = 0; sample < 4000; sample++) {
      if (symmetricBeta(alpha, drawsAt(key, { step: 9, sample })) < limit) below++;
    }
    return below / 4000;
  };
  const fourErrors = 4 * Math.sqrt(0.25 / 4000);
  for (const limit of [0.1, 0.5, 0.8]) {
    expect(Math.abs(share(1, limit) - limit)).toBeLessThan(fourErrors);
    const arcsine = (2 / Math.PI) * Math.asin(Math.sqrt(limit));
    expect(Math.abs(share(0.5, limit) - arcsine)).toBeLessThan(fourErrors);
  }
});

test('in a batch each image is a partner once, and never its own', () => {
  for (const batch of [2, 3, 17]) {
    for (let step = 0; step < 5; step++) {
      const partners = Array.from({ length: batch }, (_, sample) =>
        drawMix({ alpha: 1, key, position: { step, sample }, batch }),
      ).map(({ partner }) => partner);
      expect([...partners].sort((a, b) => a - b)).toEqual(Array.from({ length: batch }, (_, i) => i));
      expect(partners.some((partner, sample) => partner === sample)).toBe(false);
    }
  }
  expect(drawMix({ alpha: 1, key, position: { step: 4, sample: 0 }, batch: 1 })).toEqual({
    partner: 0,
    share: 1,
  });
});

test('bytes are mixed by shares and rounded, halves upwards', () => {
  const target = new Uint8Array(4);
  mixImages({
    image: Uint8Array.of(0, 255, 10, 1),
    partner: Uint8Array.of(100, 255, 20, 0),
    share: 0.75,
    target,
  });
  expect([...target]).toEqual([25, 255, 13, 1]);
  mixImages({ image: target, partner: Uint8Array.of(0, 0, 0, 2), share: 0.5, target });
  expect([...target]).toEqual([13, 128, 7, 2]);
});
