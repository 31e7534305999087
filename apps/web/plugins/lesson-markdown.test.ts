import { expect, test } from 'vitest';
import { renderLesson } from './lesson-markdown.ts';

test('the title is left to the page, the rest is HTML', () => {
  const { html, hasFormulas } = renderLesson('# A neuron\n\nIt *adds*.\n\n## Your turn\n');
  expect(html).toBe('<p>It <em>adds</em>.</p>\n<h2>Your turn</h2>\n');
  expect(hasFormulas).toBe(false);
});

test('formulas are set, with MathML for screen readers', () => {
  const { html, hasFormulas } = renderLesson('The slope is $a(1-a)$.\n\n$$\nz = wx + b\n$$\n');
  expect(html).toContain('<math');
  expect(html).toContain('katex-display scrolling');
  expect(hasFormulas).toBe(true);
});

test('a formula may go over several lines', () => {
  expect(renderLesson('So\n\n$$a = b\nc$$\n\nit is.\n').html).toContain('katex-display');
});

test('a mistake in a formula fails the build', () => {
  expect(() => renderLesson('$\\fraction{1}{2}$ here')).toThrow(/fraction/);
});

test('so does a formula without an end', () => {
  expect(() => renderLesson('It costs $1 + 2, or more.\n')).toThrow('was not understood near');
  expect(renderLesson('If $a_1^2$; then, `$b`.\n').html).toContain('<code>$b</code>');
});

test('code is text, whatever stands in it', () => {
  expect(renderLesson('```ts\nif (a < b) x();\n```\n').html).toContain('if (a &lt; b) x();');
});
