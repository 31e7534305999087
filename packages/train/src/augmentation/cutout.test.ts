import { expect, test } from 'vitest';
import { scriptedDraws } from '../testing/scripted-draws.ts';
import { cutout } from './cutout.ts';

const source = new Uint8Array(16).fill(7);

function cut(size: number, ...numbers: number[]): number[] {
  const target = new Uint8Array(16);
  cutout({ size }, [4, 4, 1])({ source, target, draws: scriptedDraws(...numbers) });
  return [...target];
}

test('hides a square around a pixel, vertical position first', () => {
  // Row 1, column 2; a square of 2 begins one pixel before its centre.
  expect(cut(2, 0.3, 0.6)).toEqual([7, 0, 0, 7, 7, 0, 0, 7, 7, 7, 7, 7, 7, 7, 7, 7]);
  expect(cut(1, 0.99, 0)).toEqual([7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 0, 7, 7, 7]);
});

test('at the border a part of it is outside', () => {
  expect(cut(3, 0, 0.99)).toEqual([7, 7, 0, 0, 7, 7, 0, 0, 7, 7, 7, 7, 7, 7, 7, 7]);
});

test('all channels get the byte, and size 0 hides nothing', () => {
  const target = new Uint8Array(6);
  const pass = cutout({ size: 1, fill: 128 }, [1, 2, 3]);
  pass({ source: Uint8Array.of(1, 2, 3, 4, 5, 6), target, draws: scriptedDraws(0, 0.5) });
  expect([...target]).toEqual([1, 2, 3, 128, 128, 128]);
  expect(cutout({ size: 0 }, [1, 2, 3])({ source, target, draws: scriptedDraws() })).toBe(false);
});
