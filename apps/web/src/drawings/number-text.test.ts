import { expect, test } from 'vitest';
import { compact, fixed, texCompact, texFactor, texNumber, tickText } from './number-text.ts';

test('decimals, a true minus, and no minus before zero', () => {
  expect([fixed(-0.5), fixed(-0.001), fixed(2, 0), fixed(-3.2716, 3)]).toEqual([
    '−0.50',
    '0.00',
    '2',
    '−3.272',
  ]);
});

test('small and large numbers stay short', () => {
  expect([compact(0), compact(0.03125), compact(-0.000031), compact(123456)]).toEqual([
    '0',
    '0.0313',
    '−3.1e−5',
    '1.2e5',
  ]);
});

test('TeX gets hyphens, and parentheses where a sign would follow an operator', () => {
  expect([texNumber(-1.5), texFactor(-1.5), texFactor(1.5), texFactor(-0.001)]).toEqual([
    '-1.50',
    '(-1.50)',
    '1.50',
    '0.00',
  ]);
});

test('TeX of any size: three digits, and a power of ten where they do not suffice', () => {
  expect([0, -0.03125, 1, 2981, 0.000045].map(texCompact)).toEqual([
    '0',
    '-0.0313',
    '1.00',
    '3.0 \\cdot 10^{3}',
    '4.5 \\cdot 10^{-5}',
  ]);
});

test('ticks are as short as they can be', () => {
  expect([tickText(-0.5), tickText(20)]).toEqual(['−0.5', '20']);
});
