import { expect, test } from 'vitest';
import { createAugmenter } from './augmenter.ts';
import { parseAugmentation } from './parse-augmentation.ts';
import { previewAugmentation } from './preview-augmentation.ts';

const images = {
  images: Uint8Array.of(10, 20, 30, 40, 110, 120, 130, 140),
  shape: [2, 2, 2, 1] as const,
};

test('returns rows of an image and its variants', () => {
  const preview = previewAugmentation({ images, augmentation: parseAugmentation('flip:1'), variants: 2 });
  expect(preview.shape).toEqual([6, 2, 2, 1]);
  const flipped = [20, 10, 40, 30];
  expect([...preview.images.subarray(0, 12)]).toEqual([10, 20, 30, 40, ...flipped, ...flipped]);
  expect([...preview.images.subarray(12, 20)]).toEqual([110, 120, 130, 140, 120, 110, 140, 130]);
});

test('mixes the augmented images with each other', () => {
  const augmentation = parseAugmentation('flip:1,mixup:1');
  const preview = previewAugmentation({ images, augmentation, variants: 1, seed: 5 });
  const mix = createAugmenter({ augmentation, shape: [2, 2, 1], seed: 5 }).mix?.({ step: 0, sample: 0 }, 2);
  expect(mix?.partner).toBe(1);
  const share = mix?.share ?? Number.NaN;
  // Flipped, the first pixels are 20 and 120.
  expect(preview.images[4]).toBe(Math.floor(share * 20 + (1 - share) * 120 + 0.5));
});

test('rejects 0 variants', () => {
  expect(() => previewAugmentation({ images, augmentation: [], variants: 0 })).toThrow(/variants expects/);
});
