import { expect, test } from 'vitest';
import { table } from './table.ts';

test('words stand to the left, numbers to the right under their heading', () => {
  expect(
    table([
      ['name', 'images', 'what'],
      ['mnist', 60_000, 'digits'],
      ['x', 7, ''],
    ]),
  ).toBe(['name   images  what', 'mnist  60,000  digits', 'x           7'].join('\n'));
});
