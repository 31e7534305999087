import { expect, test } from 'vitest';
import { scriptedDraws } from '../testing/scripted-draws.ts';
import { drawAffine, rotatedBy, shearedBy, shiftedBy, zoomedBy } from './affine.ts';
import { affinePass, canJoin } from './affine-pass.ts';

test('each kind draws symmetrically around the identity', () => {
  const shape = [10, 20, 1] as const;
  expect(drawAffine({ kind: 'shift', amount: 0.1 }, shape, scriptedDraws(1, 0.25))).toEqual(
    shiftedBy(2, -0.5),
  );
  expect(drawAffine({ kind: 'rotation', degrees: 20 }, shape, scriptedDraws(0.75))).toEqual(rotatedBy(10));
  expect(drawAffine({ kind: 'zoom', amount: 0.2 }, shape, scriptedDraws(0))).toEqual(zoomedBy(0.8));
  expect(drawAffine({ kind: 'shear', degrees: 8 }, shape, scriptedDraws(0.25))).toEqual(shearedBy(-4));
});

test('several steps are one pass, in order', () => {
  const pass = affinePass(
    [
      { kind: 'rotation', degrees: 90, fill: 5 },
      { kind: 'shift', amount: 1 / 3, fill: 5 },
    ],
    [3, 3, 1],
  );
  const target = new Uint8Array(9);
  const source = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9);
  expect(pass({ source, target, draws: [scriptedDraws(1), scriptedDraws(1, 0.5)] })).toBe(true);
  expect([...target]).toEqual([5, 3, 6, 5, 2, 5, 5, 1, 4]);
  expect(pass({ source, target, draws: [scriptedDraws(0.5), scriptedDraws(0.5, 0.5)] })).toBe(false);
});

test('a different background requires another pass', () => {
  expect(canJoin({ kind: 'zoom', amount: 0.1 }, { kind: 'rotation', degrees: 1, fill: 0 })).toBe(true);
  expect(canJoin({ kind: 'zoom', amount: 0.1 }, { kind: 'rotation', degrees: 1, fill: 9 })).toBe(false);
});
