// From strokes to what the network gets: the text of strokes, the ink, MNIST's centring.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxSide, centreDigit, digitSide } from './centring.ts';
import { inkOf, inkSide } from './ink.ts';
import { boardSide, extended, formatStrokes, parseStrokes } from './strokes.ts';

const place = fc.integer({ min: 0, max: boardSide - 1 });
const stroke = fc
  .array(fc.tuple(place, place), { minLength: 1, maxLength: 12 })
  .map((points) => points.flat());
const drawing = fc.array(stroke, { minLength: 1, maxLength: 5 });

test('strokes are read back as they were written', () => {
  fc.assert(
    fc.property(drawing, (strokes) => {
      expect(parseStrokes(formatStrokes(strokes))).toEqual(strokes);
    }),
  );
  expect(parseStrokes('')).toEqual([]);
});

test.each(['AAA', 'A.B', '..', 'AA.', 'ÄÄ', 'A A', 'A'.repeat(5000)])('no strokes: %s', (text) => {
  expect(parseStrokes(text)).toBeUndefined();
});

test('a pen that hardly moves leaves no further point', () => {
  expect(extended([], 5, 5)).toEqual([5, 5]);
  expect(extended([5, 5], 5, 6)).toEqual([5, 5]);
  expect(extended([5, 5], 6, 6)).toEqual([5, 5, 6, 6]);
});

describe('centring', () => {
  test('nothing drawn is nothing', () => {
    expect(centreDigit(inkOf([]))).toBeUndefined();
  });

  test('an upright line is 20 pixels high, and stands in the middle', () => {
    const centred = centreDigit(inkOf([[10, 8, 10, 50]]));
    expect(centred?.box.height).toBe(boxSide);
    expect(Math.abs((centred?.mass.x ?? 0) - digitSide / 2)).toBeLessThanOrEqual(0.5);
    expect(centred?.box.top).toBe(4);
    expect(Math.max(...(centred?.image ?? []))).toBe(255);
  });

  test('the centre of mass decides, not the box', () => {
    // A 6, say: light above, a heavy bowl below.
    const heavyBelow = [
      [32, 4, 32, 40],
      [20, 50, 44, 50],
      [20, 56, 44, 56],
      [20, 44, 44, 44],
    ];
    const { box, mass } = centreDigit(inkOf(heavyBelow)) ?? { box: undefined, mass: undefined };
    expect(box?.top).toBeLessThan(4);
    expect(Math.abs((mass?.y ?? 0) - 14)).toBeLessThan(1);
  });

  test('every drawing fits, is not empty, and has its mass within half a pixel of the middle unless it would stick out', () => {
    fc.assert(
      fc.property(drawing, (strokes) => {
        const centred = centreDigit(inkOf(strokes));
        if (!centred) throw new Error('ink is something');
        const { box, mass, image } = centred;
        expect(Math.max(box.width, box.height)).toBe(boxSide);
        expect(box.left >= 0 && box.left + box.width <= digitSide).toBe(true);
        expect(box.top >= 0 && box.top + box.height <= digitSide).toBe(true);
        const isFree = box.left > 0 && box.left + box.width < digitSide;
        if (isFree) expect(Math.abs(mass.x - 14)).toBeLessThanOrEqual(0.5 + 1e-6);
        expect(image.some((value) => value > 100)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('where one draws makes no difference', () => {
    const moved = (dx: number) => centreDigit(inkOf([[10 + dx, 20, 10 + dx, 40, 24 + dx, 40]]))?.image;
    // 4 places of the board are 7 of the grid's: the same drawing, elsewhere.
    expect(moved(8)).toEqual(moved(0));
    expect(moved(16)).toEqual(moved(0));
    expect(inkSide / boardSide).toBe(1.75);
  });
});
