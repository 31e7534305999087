import { expect, test } from 'vitest';
import { table } from './table.ts';

test('words are aligned left, numbers right, under their headings', () => {
  expect(
    table([
      ['name', 'images', 'what'],
      ['mnist', 60_000, 'digits'],
      ['x', 7, ''],
    ]),
  ).toBe(['name   images  what', 'mnist  60,000  digits', 'x           7'].join('\n'));
});
