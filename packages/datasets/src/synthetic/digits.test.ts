import { expect, test } from 'vitest';
import { sha256Of } from '../fixtures/tiny-set.ts';
import { slice } from '../split/split.ts';
import { loadSyntheticDataset, syntheticDataset } from './dataset.ts';
import { syntheticDigits } from './digits.ts';

const SIZE = 28;
const digits = syntheticDigits({ count: 500, seed: 7 });

function image(index: number): Uint8Array {
  return slice(digits, index, index + 1).images;
}

test('the same seed yields the same bytes on every machine', () => {
  expect(sha256Of(digits.images)).toMatchInlineSnapshot(
    `"ad6386887ae7b475c833c57e164730f8940c2fc8afe1ce1e81f40f05aee566ae"`,
  );
  expect(sha256Of(digits.labels)).toMatchInlineSnapshot(
    `"0f9251c58cb03bbcef69c1e905893e6d5cc9022aea2b832c0fd2d92224916fd9"`,
  );
});

test('seeds differ, and a larger count begins with the same images', () => {
  expect(syntheticDigits({ count: 20, seed: 8 }).images).not.toEqual(slice(digits, 0, 20).images);
  const fewer = syntheticDigits({ count: 13, seed: 7 });
  expect(Array.from(fewer.images)).toEqual(Array.from(slice(digits, 0, 13).images));
  expect(Array.from(fewer.labels)).toEqual(Array.from(slice(digits, 0, 13).labels));
});

test('each run of ten has every digit once', () => {
  for (let start = 0; start < 500; start += 10) {
    expect(Array.from(digits.labels.slice(start, start + 10)).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  }
});

test('as in MNIST, a digit fills a box of 20 pixels, and its centre of mass is within half a pixel of (14, 14)', () => {
  for (let index = 0; index < 500; index++) {
    const pixels = image(index);
    const inked = Array.from(pixels.keys()).filter((at) => pixels[at] > 0);
    const columns = inked.map((at) => at % SIZE);
    const rows = inked.map((at) => Math.floor(at / SIZE));
    const mass = pixels.reduce((sum, value) => sum + value, 0);
    const centre = (axis: number[]) =>
      axis.reduce((sum, at, pixel) => sum + at * pixels[inked[pixel]], 0) / mass;
    // Bytes are rounded, and moved by whole pixels.
    expect(Math.abs(centre(columns) - 14)).toBeLessThan(0.52);
    expect(Math.abs(centre(rows) - 14)).toBeLessThan(0.52);
    const side = (axis: number[]) => Math.max(...axis) - Math.min(...axis) + 1;
    expect([19, 20, 21]).toContain(Math.max(side(columns), side(rows)));
    expect(inked.length).toBeLessThan(SIZE * SIZE * 0.5);
  }
});

test('images have about the brightness of MNIST', () => {
  const { mean, standardDeviation } = syntheticDataset({ train: 2000, test: 0, seed: 1 });
  expect(Math.abs(mean[0] - 33.3)).toBeLessThan(3);
  expect(Math.abs(standardDeviation[0] - 78.6)).toBeLessThan(4);
});

test('digits can be told apart: the nearest of 400 images mostly has the same label', () => {
  let right = 0;
  for (let index = 400; index < 500; index++) {
    let nearest = { distance: Number.POSITIVE_INFINITY, label: -1 };
    const pixels = image(index);
    for (let other = 0; other < 400; other++) {
      const candidate = image(other);
      let distance = 0;
      for (let at = 0; at < pixels.length; at++) distance += (pixels[at] - candidate[at]) ** 2;
      if (distance < nearest.distance) nearest = { distance, label: digits.labels[other] };
    }
    if (nearest.label === digits.labels[index]) right++;
  }
  expect(right).toBeGreaterThanOrEqual(65);
});

test('training and test images are different ones', () => {
  const { train, test: held } = syntheticDataset({ train: 30, test: 30 });
  const seen = new Set(
    Array.from({ length: 30 }, (_, index) => slice(train, index, index + 1).images.join()),
  );
  for (let index = 0; index < 30; index++) {
    expect(seen.has(slice(held, index, index + 1).images.join())).toBe(false);
  }
});

test('drawn in parts, the set is the same, and can be stopped', async () => {
  const reported: number[] = [];
  const options = { train: 990, test: 111, seed: 5 };
  const set = await loadSyntheticDataset({
    ...options,
    onProgress: ({ images, total }) => reported.push(images, total),
  });
  expect(set).toEqual(syntheticDataset(options));
  expect(reported).toEqual([500, 1101, 1000, 1101, 1101, 1101]);

  const controller = new AbortController();
  const drawing = loadSyntheticDataset({
    ...options,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  await expect(drawing).rejects.toMatchObject({ name: 'DatasetError', code: 'ABORTED' });
});

test('a count that is not a whole number is refused', () => {
  expect(() => syntheticDigits({ count: -1 })).toThrowErrorMatchingInlineSnapshot(
    `[DatasetError: count expects a whole number of 0 or more; received -1.]`,
  );
});
