import { expect, test } from 'vitest';
import { scriptedDraws } from '../testing/scripted-draws.ts';
import { horizontalFlip, mirror } from './horizontal-flip.ts';

test('mirrors columns and keeps channels', () => {
  const target = new Uint8Array(12);
  mirror(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), target, [2, 2, 3]);
  expect([...target]).toEqual([4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9]);
  const odd = new Uint8Array(3);
  mirror(Uint8Array.of(1, 2, 3), odd, [1, 3, 1]);
  expect([...odd]).toEqual([3, 2, 1]);
});

test('flips only below the probability', () => {
  const source = Uint8Array.of(1, 2);
  const target = Uint8Array.of(9, 9);
  const flip = horizontalFlip({ probability: 0.3 }, [1, 2, 1]);
  expect(flip({ source, target, draws: scriptedDraws(0.3) })).toBe(false);
  expect([...target]).toEqual([9, 9]);
  expect(flip({ source, target, draws: scriptedDraws(0.29) })).toBe(true);
  expect([...target]).toEqual([2, 1]);
  expect(horizontalFlip({}, [1, 2, 1])({ source, target, draws: scriptedDraws(0.49) })).toBe(true);
});
