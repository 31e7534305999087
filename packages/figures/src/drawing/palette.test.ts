import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contrast, inkOn, mix, paper, rgb, seriesColors, verdictColors } from './palette.ts';

test('contrast follows the definition of WCAG 2', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21);
  expect(contrast('#ffffff', '#000000')).toBe(21);
  expect(contrast('#777777', '#777777')).toBe(1);
  // The grey that is known as the lightest with 4.5:1 on white.
  expect(contrast('#767676', '#ffffff')).toBeGreaterThanOrEqual(4.5);
  expect(contrast('#777777', '#ffffff')).toBeLessThan(4.5);
});

test('mixing goes part by part', () => {
  expect(mix('#000000', '#ffffff', 0)).toBe('#000000');
  expect(mix('#000000', '#ffffff', 1)).toBe('#ffffff');
  expect(mix('#0010ff', '#ff2000', 0.5)).toBe('#801880');
  expect(rgb('#0072b2')).toEqual([0, 114, 178]);
});

test('text reads at 4.5:1 on every colour', () => {
  const part = fc.integer({ min: 0, max: 255 });
  fc.assert(
    fc.property(part, part, part, (...parts) => {
      const color = `#${parts.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
      expect(contrast(inkOn(color), color)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});

describe('on the paper', () => {
  test.each([paper.ink, paper.muted, verdictColors.right, verdictColors.wrong])(
    '%s reads as text',
    (color) => {
      expect(contrast(color, paper.background)).toBeGreaterThanOrEqual(4.5);
    },
  );

  test.each(seriesColors.slice(0, 2))('%s shows as a line', (color) => {
    expect(contrast(color, paper.background)).toBeGreaterThanOrEqual(3);
  });
});

test('right and wrong stay apart for every kind of colour vision', () => {
  // Linear-light simulation matrices of Viénot, Brettel and Mollon (1999) for red- and green-blindness.
  const blindness = {
    protan: [0.11238, 0.88762, 0, 0.11238, 0.88762, 0, 0.00401, -0.00401, 1],
    deutan: [0.29275, 0.70725, 0, 0.29275, 0.70725, 0, -0.02234, 0.02234, 1],
  };
  for (const matrix of Object.values(blindness)) {
    const seen = [verdictColors.right, verdictColors.wrong].map((color) => {
      const linear = rgb(color).map((part) => (part / 255) ** 2.2);
      return [0, 3, 6]
        .map((row) => linear.reduce((sum, part, i) => sum + matrix[row + i] * part, 0))
        .map((part) => Math.max(part, 0) ** (1 / 2.2) * 255);
    });
    const distance = Math.hypot(...seen[0].map((part, i) => part - seen[1][i]));
    expect(distance).toBeGreaterThan(90);
  }
});
