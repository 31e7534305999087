import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { readSvg } from '../test-support/read-svg.ts';
import { escapeXml, svgText } from './svg-text.ts';

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
