import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, nearestName } from './nearest-name.ts';

test('editDistance counts insertions, deletions, replacements and swapped neighbours', () => {
  expect(editDistance('', 'abc')).toBe(3);
  expect(editDistance('kitten', 'sitting')).toBe(3);
  expect(editDistance('epcohs', 'epochs')).toBe(1);
});

test('editDistance is symmetric, and 0 for equal words alone', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
    }),
  );
});

test('nearestName finds a near name and none that is far', () => {
  expect(nearestName('EPOCH', ['epochs', 'seed'])).toBe('epochs');
  expect(nearestName('loss', ['epochs', 'seed'])).toBeUndefined();
  expect(nearestName('x', [])).toBeUndefined();
});
