import { expect, test } from 'vitest';
import { escapeHtml, htmlTable } from './html.ts';

test('text can not become markup', () => {
  expect(escapeHtml('<a href="x">&</a>')).toBe('&lt;a href=&quot;x&quot;&gt;&amp;&lt;/a&gt;');
});

test('columns of numbers are set to the right', () => {
  const html = htmlTable(['who', 'loss'], [['me', '0.1']]);
  expect(html).toContain('<th scope="row">me</th><td class="n">0.1</td>');
  expect(html).toContain('<th scope="col" class="n">loss</th>');
});
