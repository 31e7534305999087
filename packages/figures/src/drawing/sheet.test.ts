// The guarantees of every figure, and SVG as text.

import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { everyFigure } from '../../test-support/every-figure.ts';
import { readSvg } from '../../test-support/read-svg.ts';
import { paper } from './palette.ts';
import { escapeXml, svgText } from './sheet.ts';

const figures = everyFigure();
const again = everyFigure();

describe.each(Object.entries(figures))('%s', (name, text) => {
  const root = readSvg(text);

  test('stands alone: namespace, size, no scripts, styles, ids or links', () => {
    expect(root.localName).toBe('svg');
    expect(root.getAttribute('xmlns')).toBe('http://www.w3.org/2000/svg');
    expect(root.getAttribute('viewBox')).toBe(
      `0 0 ${root.getAttribute('width')} ${root.getAttribute('height')}`,
    );
    expect(root.querySelectorAll('script, style, foreignObject, [id], [style], [onload]')).toHaveLength(0);
    for (const element of root.querySelectorAll('[href]')) {
      expect(element.getAttribute('href')).toMatch(/^data:image\/png;base64,/);
    }
    expect(text).not.toMatch(/url\(|xlink|NaN|undefined|Infinity/);
  });

  test('is an image with a name and a description', () => {
    expect(root.getAttribute('role')).toBe('img');
    expect(root.querySelector('title')?.textContent).toBe(root.getAttribute('aria-label'));
    expect(root.querySelector('desc')?.textContent).not.toBe('');
    expect([...root.children].slice(0, 2).map(({ localName }) => localName)).toEqual(['title', 'desc']);
  });

  test('brings its own paper and ink, so that it reads on light and dark pages', () => {
    const [background] = root.querySelectorAll('rect');
    expect(background.getAttribute('fill')).toBe(paper.background);
    expect(background.getAttribute('width')).toBe(root.getAttribute('width'));
    expect(root.getAttribute('color')).toBe(paper.ink);
  });

  test('is the same text for the same data', () => {
    expect(again[name]).toBe(text);
  });
});

const { document } = parseHTML('<!doctype html><html></html>');

test('markup is escaped, in text and in attributes', () => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'text');
  element.setAttribute('aria-label', 'a "b" <c> & d');
  element.append(document.createTextNode('</text><script>&nbsp;'));
  expect(svgText(element)).toBe(
    '<text aria-label="a &quot;b&quot; &lt;c&gt; &amp; d">&lt;/text&gt;&lt;script&gt;&amp;nbsp;</text>',
  );
});

test('attributes stand in alphabetical order, whatever the order in which they were set', () => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const name of ['y', 'fill', 'x']) element.setAttribute(name, '1');
  expect(svgText(element)).toBe('<rect fill="1" x="1" y="1"/>');
});

test('characters that XML cannot hold are replaced', () => {
  expect(escapeXml('a\u0000b\u001Fc\uD800d\uFFFEe\tf')).toBe('a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\tf');
  expect(escapeXml('😀')).toBe('😀');
});

test('any text makes a well-formed element', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (attribute, content) => {
      const element = document.createElementNS('http://www.w3.org/2000/svg', 'text');
      element.setAttribute('aria-label', attribute);
      element.append(document.createTextNode(content));
      readSvg(svgText(element));
    }),
  );
});
