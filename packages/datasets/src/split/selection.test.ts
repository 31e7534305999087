import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DatasetError } from '../error.ts';
import { parseSelection, resolveSelection } from './selection.ts';

const counts = { train: 60_000, test: 10_000 };

test.each([
  ['train', [['train', 0, 60_000]]],
  ['test[:]', [['test', 0, 10_000]]],
  ['train[:80%]', [['train', 0, 48_000]]],
  ['train[80%:]', [['train', 48_000, 60_000]]],
  ['train[1000:2000]', [['train', 1000, 2000]]],
  ['test[-500:]', [['test', 9500, 10_000]]],
  ['train[:-10%]', [['train', 0, 54_000]]],
  ['train[-100%:-50%]', [['train', 0, 30_000]]],
  ['train[5:5]', [['train', 5, 5]]],
  [
    ' train [ : 10 ] + test [ 10 : 20 ] ',
    [
      ['train', 0, 10],
      ['test', 10, 20],
    ],
  ],
])('%s', (text, expected) => {
  expect(resolveSelection(text, counts).map(({ split, start, end }) => [split, start, end])).toEqual(
    expected,
  );
});

test('a percentage is rounded to the nearest image, so that neighbours neither overlap nor leave a gap', () => {
  const third = (text: string) => resolveSelection(text, { train: 10, test: 0 })[0];
  expect([third('train[:33%]'), third('train[33%:66%]'), third('train[66%:]')]).toEqual([
    { split: 'train', start: 0, end: 3 },
    { split: 'train', start: 3, end: 7 },
    { split: 'train', start: 7, end: 10 },
  ]);
});

test.each([
  ['', /"" is not a term of the grammar/],
  ['validation', /"validation" is not a term of the grammar/],
  ['train[5]', /"train\[5\]" is not a term of the grammar/],
  ['train[:80%]+', /"" is not a term of the grammar/],
  ['train[1.5:]', /"1\.5" is neither a number of images nor a percentage/],
  ['train[:101%]', /101% is beyond 100 %/],
  ['train[:60001]', /train has 60000 images, not 60001/],
  ['test[-10001:]', /test has 10000 images, not -10001/],
  ['train[10:5]', /begins at 10 and ends at 5/],
])('%j is refused', (text, message) => {
  expect(() => resolveSelection(text, counts)).toThrow(message);
  expect(() => resolveSelection(text, counts)).toThrow(DatasetError);
});

test('percentages that meet divide a part of any size without loss', () => {
  fc.assert(
    fc.property(fc.nat(1000), fc.nat(100), (train, percent) => {
      const [head, tail] = resolveSelection(`train[:${percent}%]+train[${percent}%:]`, { train, test: 0 });
      expect(head.end).toBe(tail.start);
      expect(head.start + (tail.end - train)).toBe(0);
    }),
  );
});

test('what is read says what was written', () => {
  expect(parseSelection('train[:80%]')).toEqual([
    { split: 'train', from: undefined, to: { value: 80, unit: 'percent' } },
  ]);
});
