import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  bytes,
  compact,
  count,
  fixed,
  percent,
  texCompact,
  texFactor,
  texNumber,
  tickText,
} from './quantities.ts';

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
  expect([tickText(-0.5), tickText(20), tickText(10_000), tickText(-0), tickText(0.000001)]).toEqual([
    '−0.5',
    '20',
    '10,000',
    '0',
    '0.000001',
  ]);
});

test('counts have commas, shares and sizes a true minus', () => {
  expect([
    count(10_000),
    count(999),
    count(-3),
    percent(0.12345),
    percent(-0.03, 0),
    bytes(11_600_000),
  ]).toEqual(['10,000', '999', '−3', '12.35 %', '−3 %', '11.6 MB']);
});

test('numbers become text in one place', () => {
  const home = new URL('../', import.meta.url);
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.(ts|svelte)$/.test(path) && !/\.test\.ts$/.test(path) && !path.endsWith('quantities.ts'),
  );
  // What the page writes for other programs to read: code.
  const isCode = (path: string) => /^(export\/|lessons\/05-xor\/playground-)/.test(path);
  const others = files.filter(
    (path) =>
      !isCode(path) &&
      /\.toFixed\(|toLocaleString|NumberFormat|String\((frame|settings|progress|view|result)\./.test(
        readFileSync(new URL(path, home), 'utf8'),
      ),
  );
  expect(files.length).toBeGreaterThan(150);
  expect(others).toEqual([]);
});
