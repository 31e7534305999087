// An SVG element as stand-alone XML text: the same bytes from linkedom and from every browser.
// Not `outerHTML`, which writes HTML (`&nbsp;`, unescaped `<` in attributes) and whose attribute order varies.

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// XML 1.0 has no way to write these characters, not even escaped.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const notXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** Text that may stand in an XML element or attribute: markup escaped, impossible characters replaced by U+FFFD. */
export function escapeXml(text: string): string {
  return text.replace(notXml, '\uFFFD').replace(/[&<>"]/g, (character) => escapes[character]);
}

/** The XML text of an element and all it contains, attributes in alphabetical order. */
export function svgText(element: Element): string {
  const attributes = [...element.attributes]
    .map(({ name, value }) => ` ${name}="${escapeXml(value)}"`)
    .sort()
    .join('');
  const content = [...element.childNodes].map(nodeText).join('');
  return content === ''
    ? `<${element.localName}${attributes}/>`
    : `<${element.localName}${attributes}>${content}</${element.localName}>`;
}

function nodeText(node: Node): string {
  if (isElement(node)) return svgText(node);
  return node.nodeType === 3 ? escapeXml(node.nodeValue ?? '') : '';
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}
