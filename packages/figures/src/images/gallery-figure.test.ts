import { describe, expect, test } from 'vitest';
import { exampleImages, fashionNames, hostileNames } from '../../test-support/example-data.ts';
import { find, readSvg, textsOf } from '../../test-support/read-svg.ts';
import { galleryFigure } from './gallery-figure.ts';
import { imageDataUrl } from './images.ts';

const batch = exampleImages({ count: 40 });
const gallery = galleryFigure({ ...batch, classNames: fashionNames });

test('shows the first fifteen images over their class names, three by five', () => {
  const images = find(gallery, 'image');
  expect(images.map((image) => image.getAttribute('href'))).toEqual(
    Array.from({ length: 15 }, (_, index) => imageDataUrl({ ...batch, index })),
  );
  expect(new Set(images.map((image) => image.getAttribute('x'))).size).toBe(5);
  expect(new Set(images.map((image) => image.getAttribute('y'))).size).toBe(3);
  expect(textsOf(gallery, 'nn101-names')).toEqual([...fashionNames, ...fashionNames.slice(0, 5)]);
});

test('pixels stay sharp and square', () => {
  for (const image of find(gallery, 'image')) {
    expect(image.getAttribute('image-rendering')).toBe('pixelated');
    expect(image.getAttribute('width')).toBe('84');
    expect(image.getAttribute('height')).toBe('84');
  }
});

test('rows and columns can be chosen, and fewer images leave cells empty', () => {
  expect(
    find(galleryFigure({ ...batch, classNames: fashionNames, rows: 2, columns: 3 }), 'image'),
  ).toHaveLength(6);
  const few = galleryFigure({ ...exampleImages({ count: 2 }), classNames: fashionNames });
  expect(find(few, 'image')).toHaveLength(2);
});

test('colour images are embedded in colour', () => {
  const colour = exampleImages({ count: 3, side: 32, channels: 3 });
  const svg = galleryFigure({ ...colour, classNames: fashionNames });
  expect(find(svg, 'image')[2].getAttribute('href')).toBe(imageDataUrl({ ...colour, index: 2 }));
});

test('hostile class names are text, shortened on the sheet and whole in the tooltip', () => {
  const svg = galleryFigure({ ...exampleImages({ count: 4, classes: 2 }), classNames: hostileNames });
  expect(svg).not.toMatch(/<script|<b>/);
  expect(textsOf(svg, 'nn101-names')[1]).toMatch(/^a "quoted".*…$/);
  expect(find(svg, '.nn101-names title')[1].textContent).toBe(hostileNames[1]);
  expect(readSvg(svg).querySelector('desc')?.textContent).toContain(hostileNames[0]);
});

describe('data that do not fit together', () => {
  test('labels missing', () => {
    expect(() =>
      galleryFigure({ ...batch, labels: batch.labels.slice(1), classNames: fashionNames }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[FiguresError: Expected 40 labels, one per image, received 39. Slice images and labels together.]`,
    );
  });

  test('a label without a name', () => {
    expect(() =>
      galleryFigure({ ...batch, classNames: fashionNames.slice(0, 9) }),
    ).toThrowErrorMatchingInlineSnapshot(
      `[FiguresError: Label 9 is 9, but there are 9 class names, so labels go from 0 to 8. Pass the class names of the same data set.]`,
    );
  });

  test.each([
    ['IMAGE_SHAPE', { shape: [40, 28, 28, 3] as const }],
    ['LABEL_RANGE', { labels: [...batch.labels].fill(0.5) }],
    ['LABEL_RANGE', { labels: [...batch.labels].fill(-1) }],
    ['LAYOUT', { rows: -3 }],
    ['NO_DATA', { images: new Uint8Array(), labels: [], shape: [0, 28, 28, 1] as const }],
  ])('%s', (code, change) => {
    expect(() => galleryFigure({ ...batch, classNames: fashionNames, ...change })).toThrow(
      expect.objectContaining({ name: 'FiguresError', code }),
    );
  });
});
