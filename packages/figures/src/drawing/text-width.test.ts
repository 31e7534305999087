import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitText, textWidth } from './text-width.ts';

test('widths are those of Helvetica, or a little more', () => {
  // Advance widths of the Adobe font metrics, in thousandths of the font size.
  const helvetica = {
    '0123456789': 5560,
    'T-shirt/top': 4501,
    'Ankle boot': 4725,
    WWW: 2832,
    automobile: 4891,
  };
  for (const [text, width] of Object.entries(helvetica)) {
    const estimate = textWidth(text, 1000);
    expect(estimate, text).toBeGreaterThan(width * 0.97);
    expect(estimate, text).toBeLessThan(width * 1.2);
  }
});

test('text that fits stays, longer text gets an ellipsis', () => {
  expect(fitText('Dress', { width: 100, fontSize: 12 })).toBe('Dress');
  expect(fitText('two\nlines \t here', { width: 200, fontSize: 12 })).toBe('two lines here');
  expect(fitText('abcdefghij', { width: 40, fontSize: 12 })).toBe('abcd…');
});

test('shortened text fits, as long as one letter and the ellipsis do', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 30, max: 300 }), (text, width) => {
      expect(textWidth(fitText(text, { width, fontSize: 12 }), 12)).toBeLessThanOrEqual(width);
    }),
  );
});
