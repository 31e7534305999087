import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Augmentation, ImageShape } from './augmentation.ts';
import { createAugmenter } from './augmenter.ts';
import { parseAugmentation } from './parse-augmentation.ts';

const shape: ImageShape = [32, 32, 3];
const image = Uint8Array.from({ length: 3072 }, (_, i) => (i * i * 31 + i * 7) & 255);

function augmented(
  augmentation: Augmentation,
  { seed = 1, step = 2, sample = 3, from = image, size = shape } = {},
) {
  const to = new Uint8Array(from.length);
  createAugmenter({ augmentation, shape: size, seed }).augment(from, to, { step, sample });
  return to;
}

const everything = parseAugmentation(
  'flip,crop:4,shift:0.1,rotate:15,zoom:0.2,shear:8,cutout:8,erase:1,mixup:0.2',
);

test('without steps, or with steps of size 0, an image does not change', () => {
  const nothing = parseAugmentation('flip:0,crop:0,shift:0,rotate:0,zoom:0,shear:0,cutout:0,erase:0');
  for (let sample = 0; sample < 20; sample++) {
    expect(augmented([], { sample })).toEqual(image);
    expect(augmented(nothing, { sample })).toEqual(image);
  }
});

test('flipping twice restores the image', () => {
  expect(augmented(parseAugmentation('flip:1'))).not.toEqual(image);
  expect(augmented(parseAugmentation('flip:1,flip:1'))).toEqual(image);
});

test('the result depends only on seed, step, sample and image', () => {
  const numbers = fc.record({
    seed: fc.nat(2 ** 40),
    step: fc.nat(1000),
    sample: fc.nat(1000),
  });
  fc.assert(
    fc.property(numbers, numbers, (position, other) => {
      const augmenter = createAugmenter({ augmentation: everything, shape, seed: position.seed });
      const [first, again] = [new Uint8Array(3072), new Uint8Array(3072).fill(9)];
      augmenter.augment(image, first, position);
      augmenter.augment(
        image.map((byte) => 255 - byte),
        again,
        other,
      );
      augmenter.augment(image, again, position);
      expect(again).toEqual(first);
      expect(augmented(everything, position)).toEqual(first);
    }),
    { numRuns: 30 },
  );
});

test('another seed, step or sample gives another image', () => {
  const base = augmented(everything);
  expect(augmented(everything, { seed: 2 })).not.toEqual(base);
  expect(augmented(everything, { step: 3 })).not.toEqual(base);
  expect(augmented(everything, { sample: 4 })).not.toEqual(base);
});

test('steps do not share random numbers: two of a kind move by different amounts', () => {
  const size: ImageShape = [1, 64, 1];
  const from = Uint8Array.from({ length: 64 }, (_, i) => i + 100);
  const once = augmented([{ kind: 'crop', padding: 1 }], { from, size, seed: 4 });
  const offsets = Array.from({ length: 40 }, (_, sample) => {
    const both = augmented(parseAugmentation('crop:1,crop:1'), { from, size, sample });
    return both[32] - 132;
  });
  expect(once.length).toBe(64);
  expect(new Set(offsets.filter((moved) => Math.abs(moved) === 1)).size).toBeGreaterThan(0);
});

test('the bytes are the recorded ones on every engine', () => {
  const hash = createHash('sha256');
  for (let sample = 0; sample < 50; sample++) hash.update(augmented(everything, { sample }));
  expect(hash.digest('hex')).toMatchInlineSnapshot(
    `"4b7a2d7efe8a7e38442fb4b578ac1f332fd843fa8cf1781f9801a386391976da"`,
  );
});

test('mixing is reported, not applied', () => {
  const augmenter = createAugmenter({ augmentation: [{ kind: 'mixup', alpha: 0.2 }], shape, seed: 1 });
  const to = new Uint8Array(3072);
  augmenter.augment(image, to, { step: 0, sample: 0 });
  expect(to).toEqual(image);
  expect(augmenter.mix?.({ step: 0, sample: 0 }, 10)).toMatchInlineSnapshot(`
    {
      "partner": 8,
      "share": 0.5856985249381459,
    }
  `);
  expect(createAugmenter({ augmentation: [], shape, seed: 1 })).not.toHaveProperty('mix');
});

describe('rejects', () => {
  const refusal = (augmentation: Augmentation) => () => createAugmenter({ augmentation, shape, seed: 0 });

  test('unknown steps and fields', () => {
    const unknown = JSON.parse('[{"kind":"horizontalFlip"},{"kind":"swirl"}]') as Augmentation;
    expect(refusal(unknown)).toThrowErrorMatchingInlineSnapshot(
      `[TrainError: Step 2 of the augmentation: there is no kind "swirl" (a string). Known are horizontalFlip, crop, shift, rotation, zoom, shear, cutout, erasing, mixup.]`,
    );
  });

  test('numbers out of range', () => {
    expect(refusal([{ kind: 'crop', padding: 1.5 }])).toThrowErrorMatchingInlineSnapshot(
      `[TrainError: Step 1 of the augmentation: crop's padding expects a whole number from 0 to 4096; received 1.5.]`,
    );
    expect(refusal([{ kind: 'mixup', alpha: 0 }])).toThrowErrorMatchingInlineSnapshot(
      `[TrainError: Step 1 of the augmentation: mixup's alpha expects a number above 0 and up to 1000; received 0.]`,
    );
    expect(refusal([{ kind: 'rotation', degrees: Number.NaN }])).toThrow(/received NaN/);
    expect(refusal([{ kind: 'cutout', size: 8, fill: 256 }])).toThrowErrorMatchingInlineSnapshot(
      `[TrainError: Step 1 of the augmentation: cutout's fill expects a whole number from 0 to 255; received 256.]`,
    );
    expect(refusal([{ kind: 'cutout', size: 33 }])).toThrowErrorMatchingInlineSnapshot(
      `[TrainError: Step 1 of the augmentation: cutout's size of 33 pixels is larger than the image, 32x32x3.]`,
    );
  });

  test('mixing twice', () => {
    expect(refusal(parseAugmentation('mixup:1').concat({ kind: 'mixup', alpha: 1 }))).toThrow(/once/);
  });

  test('images of another size', () => {
    const augmenter = createAugmenter({ augmentation: [], shape, seed: 0 });
    expect(() => augmenter.augment(image, new Uint8Array(4), { step: 0, sample: 0 })).toThrow(/3072 bytes/);
  });
});
