import { expect, test } from 'vitest';
import { drawnSize, shownCount } from './layout.ts';

test('images are enlarged by whole factors, and reduced only if necessary', () => {
  expect(drawnSize([1, 28, 28, 1], 96)).toEqual({ width: 84, height: 84 });
  expect(drawnSize([1, 32, 32, 3], 96)).toEqual({ width: 96, height: 96 });
  expect(drawnSize([1, 10, 20, 1], 96)).toEqual({ width: 80, height: 40 });
  expect(drawnSize([1, 192, 96, 1], 96)).toEqual({ width: 48, height: 96 });
});

test('a layout shows as many images as fit', () => {
  expect(shownCount({ rows: 3, columns: 5, count: 100 })).toBe(15);
  expect(shownCount({ rows: 3, columns: 5, count: 7 })).toBe(7);
});

test('a layout without cells or images is rejected', () => {
  expect(() => shownCount({ rows: 0, columns: 5, count: 9 })).toThrowErrorMatchingInlineSnapshot(
    `[FiguresError: Expected rows to be a whole number from 1, received 0.]`,
  );
  expect(() => shownCount({ rows: 3, columns: 2.5, count: 9 })).toThrow(
    expect.objectContaining({ code: 'LAYOUT' }),
  );
  expect(() => shownCount({ rows: 3, columns: 5, count: 0 })).toThrow(
    expect.objectContaining({ code: 'NO_DATA' }),
  );
});
