import { expect, test } from 'vitest';
import { fromRgba, readPictures } from './read-pictures.ts';

function pngHeader(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(32);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

const file = (name: string, content: BlobPart) => new File([content], name);

test('good files become images, bad ones are named, and classes are the folders in order', async () => {
  const decoded: number[] = [];
  const done: string[] = [];
  const result = await readPictures(
    [
      { className: 'dog', file: file('a.png', pngHeader(9, 9)) },
      { className: 'cat', file: file('text.png', 'I am a text') },
      { className: 'cat', file: file('huge.png', pngHeader(10_000, 10_000)) },
      { className: 'cat', file: file('b.png', pngHeader(8, 8)) },
      { className: 'bird', file: file('broken.png', pngHeader(7, 7)) },
    ],
    {
      shape: [1, 2, 1],
      onProgress: (read, all) => done.push(`${read}/${all}`),
      async decode() {
        decoded.push(decoded.length);
        if (decoded.length === 3) throw new Error('it is damaged');
        return Uint8Array.of(decoded.length, 0);
      },
    },
  );
  expect(result.classNames).toEqual(['cat', 'dog']);
  expect(result.pictures).toEqual({
    images: Uint8Array.of(1, 0, 2, 0),
    labels: Uint8Array.of(1, 0),
    shape: [2, 1, 2, 1],
  });
  expect(result.refused).toEqual([
    { name: 'text.png', reason: 'it is no image that can be read here (PNG, JPEG, GIF, WebP, BMP)' },
    { name: 'huge.png', reason: 'it has 100 megapixels, and 50 are the most' },
    { name: 'broken.png', reason: 'it is damaged' },
  ]);
  expect(done).toEqual(['0/5', '1/5', '2/5', '3/5', '4/5']);
});

test('grey by weight, colour as it is', () => {
  const pixels = Uint8ClampedArray.of(255, 0, 0, 255, 10, 20, 30, 255);
  expect([...fromRgba(pixels, 1)]).toEqual([76, 18]);
  expect([...fromRgba(pixels, 3)]).toEqual([255, 0, 0, 10, 20, 30]);
});
