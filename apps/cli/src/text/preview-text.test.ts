import { expect, test } from 'vitest';
import type { Output } from '../terminal/terminal.ts';
import { previewText } from './preview-text.ts';

const output = (columns: number): Output => ({
  write: () => undefined,
  isTerminal: false,
  columns: () => columns,
  colours: 'none',
});

// Two images of 2x2 pixels, one lit at the top left and one at the bottom right, and one variant of each.
const table = {
  images: {
    images: Uint8Array.of(255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 255, 0, 0, 255, 0),
    shape: [4, 2, 2, 1] as const,
  },
  labels: Uint8Array.of(1, 0),
  classNames: ['A', 'B'],
  variants: 1,
};

test('rows of an image and its variants, and under them the class and the number of the variant', () => {
  expect(previewText(table, output(80)).split('\n')).toEqual(['▀    ▀', 'B   1', '', ' ▄  ▄', 'A   1']);
});

test('breaks a row that is too wide', () => {
  expect(previewText(table, output(3)).split('\n')).toEqual([
    '▀',
    'B',
    '',
    ' ▀',
    '1',
    '',
    ' ▄',
    'A',
    '',
    '▄',
    '1',
  ]);
});
