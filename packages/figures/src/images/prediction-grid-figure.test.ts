import { expect, test } from 'vitest';
import { exampleImages, exampleProbabilities, fashionNames } from '../../test-support/example-data.ts';
import { find, readSvg, textsOf } from '../../test-support/read-svg.ts';
import { verdictColors } from '../drawing/palette.ts';
import { predictionGridFigure } from './prediction-grid-figure.ts';

const batch = { ...exampleImages({ count: 20 }), probabilities: exampleProbabilities({ count: 20 }) };
const grid = predictionGridFigure({ ...batch, classNames: fashionNames });
const colorOf = (element: Element) =>
  element.getAttribute('fill') ?? element.parentElement?.getAttribute('fill');

test('five rows of three images, each with ten bars', () => {
  const images = find(grid, 'image');
  expect(images).toHaveLength(15);
  expect(new Set(images.map((image) => image.getAttribute('x'))).size).toBe(3);
  expect(new Set(images.map((image) => image.getAttribute('y'))).size).toBe(5);
  expect(find(grid, '.nn101-bars rect')).toHaveLength(150);
});

test('under each: predicted class, probability, true class; blue where right, red where wrong', () => {
  const right = textsOf(grid, 'nn101-right-captions');
  const wrong = textsOf(grid, 'nn101-wrong-captions');
  expect(right.slice(0, 3)).toEqual([
    'T-shirt/top 70.0% (T-shirt/top)',
    'Trouser 70.0% (Trouser)',
    'Dress 70.0% (Dress)',
  ]);
  expect(right).toHaveLength(10);
  expect(wrong).toEqual([
    'Dress 70.0% (Pullover)',
    'Shirt 70.0% (Sandal)',
    'Ankle boot 70.0% (Bag)',
    'Pullover 70.0% (Trouser)',
    'Sandal 70.0% (Coat)',
  ]);
  expect(find(grid, '.nn101-right-captions').map(colorOf)).toEqual([verdictColors.right]);
  expect(find(grid, '.nn101-wrong-captions').map(colorOf)).toEqual([verdictColors.wrong]);
  expect(readSvg(grid).textContent).toContain('10 of 15 right');
});

test('right and wrong differ in shape, not only in colour', () => {
  const shapes = (name: string) =>
    find(grid, `.nn101-${name} path`).map((path) => path.getAttribute('d') ?? '');
  const strokes = (path: string) => path.split('M').length - 1;
  expect(shapes('right-shapes').map(strokes)).toEqual(Array(10).fill(1));
  expect(shapes('wrong-shapes').map(strokes)).toEqual(Array(5).fill(2));
  // Beside the images: a tick at every truth, a cross at every wrong prediction.
  expect(shapes('truth').map(strokes)).toEqual(Array(15).fill(1));
  expect(shapes('wrong').map(strokes)).toEqual(Array(5).fill(2));
});

test('bars are as long as their probabilities; truth blue, wrong prediction red, others grey', () => {
  const bars = find(grid, '.nn101-bars rect');
  const full = Number(find(grid, '.nn101-bar-scale rect')[0].getAttribute('width'));
  const widths = bars.slice(0, 10).map((bar) => Number(bar.getAttribute('width')) / full);
  widths.forEach((width, i) => {
    expect(Math.abs(width - (i === 0 ? 0.7 : 0.3 / 9))).toBeLessThan(1e-6);
  });
  const third = bars.slice(20, 30).map(colorOf);
  expect(third[2]).toBe(verdictColors.right);
  expect(third[3]).toBe(verdictColors.wrong);
  expect(
    third.filter((color) => color === verdictColors.right || color === verdictColors.wrong),
  ).toHaveLength(2);
});

test('of many classes the ten likeliest have bars, the truth always among them', () => {
  const classes = 26;
  const classNames = Array.from({ length: classes }, (_, i) => `class ${i}`);
  // The truth, class 0, is the least likely.
  const probabilities = Float32Array.from({ length: classes }, (_, i) => (i * 2) / (classes * (classes - 1)));
  const svg = predictionGridFigure({ ...exampleImages({ count: 1 }), probabilities, classNames });
  const titles = find(svg, '.nn101-bars title').map((title) => title.textContent?.split(':')[0]);
  expect(titles).toEqual(['class 0', ...classNames.slice(-9)]);
  expect(find(svg, '.nn101-truth path')).toHaveLength(1);
});

test('a network that diverged gets question marks', () => {
  const probabilities = new Float32Array(200).fill(Number.NaN);
  const svg = predictionGridFigure({ ...batch, probabilities, classNames: fashionNames });
  expect(textsOf(svg, 'nn101-wrong-captions')[0]).toBe('? (T-shirt/top)');
  expect(svg).not.toContain('NaN');
});

test('long class names are shortened under the image, and whole in the tooltip', () => {
  const long = 'a class name that is far too long for the room there is';
  const svg = predictionGridFigure({ ...batch, classNames: [long, ...fashionNames.slice(1)] });
  expect(textsOf(svg, 'nn101-right-captions')[0]).toMatch(/^a class.*… 70\.0% \(a class.*…\)$/);
  expect(find(svg, '.nn101-right-captions title')[0].textContent).toBe(`${long} 70.0% (${long})`);
});

test.each([
  ['PROBABILITY_COUNT', { probabilities: new Float32Array(150) }],
  ['PROBABILITY_RANGE', { probabilities: new Float32Array(200).fill(3) }],
  ['LABEL_COUNT', { labels: [1] }],
  ['IMAGE_SHAPE', { images: new Uint8Array(3) }],
  ['LAYOUT', { columns: 0 }],
])('%s', (code, change) => {
  expect(() => predictionGridFigure({ ...batch, classNames: fashionNames, ...change })).toThrow(
    expect.objectContaining({ name: 'FiguresError', code }),
  );
});
