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

test('bytes of a canvas are taken as they are', () => {
  const images = Uint8ClampedArray.of(0, 128, 255, 7);
  const [clamped, plain] = [images, Uint8Array.from(images)].map((batch) =>
    imageDataUrl({ images: batch, shape: [1, 2, 2, 1], index: 0 }),
  );
  expect(clamped).toBe(plain);
});

test('a whole split can be spread, and an unknown option is rejected', () => {
  const split = { images: new Uint8Array(4), labels: [0], shape: [1, 2, 2, 1] as const, classNames: ['a'] };
  expect(imageDataUrl({ ...split, index: 0 })).toContain('base64');
  const scaled = { ...split, index: 0, scale: 2 };
  expect(() => imageDataUrl(scaled)).toThrow(/^imageDataUrl has no option "scale"\./);
});

test('floats from 0 to 1 are rejected with the fix, not drawn as black', () => {
  const images = Float32Array.of(0, 0.5, 1, 0.25);
  const draw = (pixels: unknown) => () =>
    imageDataUrl({ images: pixels as Uint8Array, shape: [1, 2, 2, 1], index: 0 });
  expect(draw(images)).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: images expects a Uint8Array of pixels from 0 to 255; received a Float32Array of length 4. If the pixels are from 0 to 1, pass Uint8Array.from(images, (pixel) => Math.round(pixel * 255)).]`,
  );
  expect(draw(Float64Array.from(images))).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
  expect(draw([0, 128, 255, 64])).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: images expects a Uint8Array or a Uint8ClampedArray; received an array of length 4.]`,
  );
  expect(draw(Uint16Array.of(0, 65535, 0, 0))).toThrow(/received a Uint16Array of length 4/);
  // The remedy of the message.
  expect([...Uint8Array.from(images, (pixel) => Math.round(pixel * 255))]).toEqual([0, 128, 255, 64]);
});

test('a shape that does not fit is rejected', () => {
  const images = new Uint8Array(8);
  expect(() => imageDataUrl({ images, shape: [2, 2, 3, 1], index: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: The shape [2, 2, 3, 1] needs 12 bytes, received 8. Slice images and shape together.]`,
  );
  expect(() => imageDataUrl({ images, shape: [1, 2, 2, 2], index: 0 })).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: Expected the shape [count, height, width, channels] with 1 (grey) or 3 (RGB) channels, received [1, 2, 2, 2]. Pass the shape of the data set's split.]`,
  );
  expect(() => imageDataUrl({ images, shape: [2, 2, 2, 1], index: 2 })).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: Expected an image index from 0 to 1, received 2. The batch contains 2 images.]`,
  );
  for (const shape of [
    [-2, 2, 2, 1],
    [2, 0, 2, 1],
    [0.5, 4, 4, 1],
  ] as [number, number, number, number][]) {
    expect(() => imageDataUrl({ images, shape, index: 0 })).toThrow(
      expect.objectContaining({ code: 'IMAGE_SHAPE' }),
    );
  }
});
