import { syntheticDigits } from '@nn101/datasets';
import { expect, test } from 'vitest';
import { centred, galleryText, predictionGridText, sideBySide } from './image-grids.ts';

const output = (columns: number) => ({
  write: () => undefined,
  isTerminal: false,
  colours: 'none' as const,
  columns: () => columns,
});
const digits = syntheticDigits({ count: 15, seed: 1 });
const linesOf = (text: string) => text.split('\n');

test('blocks stand beside each other as far as they fit', () => {
  const blocks = ['a', 'b', 'c'].map((name) => [name.repeat(4), 'xxxx']);
  expect(sideBySide(blocks, { width: 4, max: 2, columns: 80 })).toBe('aaaa  bbbb\nxxxx  xxxx\n\ncccc\nxxxx');
  expect(sideBySide(blocks, { width: 4, max: 3, columns: 15 })).toBe('aaaa  bbbb\nxxxx  xxxx\n\ncccc\nxxxx');
  expect(linesOf(sideBySide(blocks, { width: 4, max: 3, columns: 16 }))).toHaveLength(2);
  expect(linesOf(sideBySide(blocks, { width: 4, max: 3, columns: 1 }))).toHaveLength(8);
});

test('names are centred, and cut where they are too long', () => {
  expect(centred('cat', 8)).toBe('  cat   ');
  expect(centred('automobile', 4)).toBe('auto');
});

test.each([150, 80, 50, 30])('gallery and predictions fit %i columns', (columns) => {
  const probabilities = Float32Array.from({ length: 150 }, (_, i) => (i % 11) / 10);
  const texts = [
    galleryText(digits, output(columns)),
    predictionGridText({ split: digits, probabilities, output: output(columns) }),
  ];
  for (const line of texts.flatMap(linesOf)) expect(line.length).toBeLessThanOrEqual(columns);
});

test('a prediction shows its bar, its probability, and the true class if it is wrong', () => {
  const probabilities = new Float32Array(150);
  digits.labels.forEach((label, i) => {
    probabilities[10 * i + (i === 0 ? (label + 1) % 10 : label)] = 1;
  });
  const lines = linesOf(predictionGridText({ split: digits, probabilities, output: output(80) }));
  const [wrong, right] = [(digits.labels[0] + 1) % 10, digits.labels[1]];
  expect(lines[7]).toMatch(`✗ ${wrong} 100 %, is ${digits.labels[0]}`);
  expect(lines[7]).toMatch(`✓ ${right} 100 %`);
  expect(lines[0].slice(15, 25).indexOf('█')).toBe(wrong);
  expect(lines[6].slice(15, 25)).toBe('0123456789');
});
