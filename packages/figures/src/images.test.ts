import fc from 'fast-check';
import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { imageDataUrl } from './images.ts';

const pixelsOf = (url: string) => {
  expect(url).toMatch(/^data:image\/png;base64,[A-Za-z0-9+/]+=*$/);
  return decode(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'));
};

test('the PNG holds exactly the pixels of the chosen image', () => {
  const size = fc.integer({ min: 1, max: 9 });
  const batch = fc.record({ height: size, width: size, channels: fc.constantFrom(1, 3), count: size });
  fc.assert(
    fc.property(batch, fc.nat(), ({ height, width, channels, count }, seed) => {
      const bytes = height * width * channels;
      const images = Uint8Array.from({ length: count * bytes }, (_, i) => (i * 31 + seed) % 256);
      const index = seed % count;
      const png = pixelsOf(imageDataUrl({ images, shape: [count, height, width, channels], index }));
      expect(png).toMatchObject({ width, height, channels, depth: 8 });
      expect([...png.data]).toEqual([...images.slice(index * bytes, (index + 1) * bytes)]);
    }),
  );
});

test('images in shared memory and in the middle of a buffer are read where they are', () => {
  const images = new Uint8Array(new SharedArrayBuffer(12), 4, 8).fill(9, 4);
  expect([...pixelsOf(imageDataUrl({ images, shape: [2, 2, 2, 1], index: 1 })).data]).toEqual([9, 9, 9, 9]);
});

test('a shape that does not fit is refused', () => {
  const images = new Uint8Array(8);
  expect(() => imageDataUrl({ images, shape: [2, 2, 3, 1], index: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: The shape [2, 2, 3, 1] needs 12 bytes, received 8. Slice images and shape together.]`,
  );
  expect(() => imageDataUrl({ images, shape: [1, 2, 2, 2], index: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: Expected the shape [count, height, width, channels] with 1 (grey) or 3 (RGB) channels, received [1, 2, 2, 2]. Pass the shape of the data set's split.]`,
  );
  expect(() => imageDataUrl({ images, shape: [2, 2, 2, 1], index: 2 })).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: Expected an image index from 0 to 1, received 2. The batch holds 2 images.]`,
  );
  for (const shape of [
    [-2, 2, 2, 1],
    [2, 0, 2, 1],
    [2, 2, 2, Number.NaN],
    [0.5, 4, 4, 1],
  ] as [number, number, number, number][]) {
    expect(() => imageDataUrl({ images, shape, index: 0 })).toThrow(
      expect.objectContaining({ code: 'IMAGE_SHAPE' }),
    );
  }
});
