// Reads a figure's text back in tests: strictly as XML first, then as a tree to look marks up in.
// linkedom alone would forgive what an XML parser refuses.

import { DOMParser } from 'linkedom';

const token = /<!--|<\?|<!|<\/([A-Za-z]+)>|<([A-Za-z]+)((?: [A-Za-z][A-Za-z0-9-]*="[^"<]*")*)(\/?)>|([^<]+)/y;
const entity = /&(?!(?:amp|lt|gt|quot);)/;

/** The root of a figure. Throws where the text is not well-formed, or has what a figure never has. */
export function readSvg(text: string): Element {
  const known = read.get(text);
  if (known) return known;
  const root = readAfresh(text);
  read.set(text, root);
  return root;
}

const read = new Map<string, Element>();

function readAfresh(text: string): Element {
  const open: string[] = [];
  let roots = 0;
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const from = token.lastIndex;
    const match = token.exec(text);
    if (!match || match[0].startsWith('<!') || match[0].startsWith('<?')) {
      throw new Error(`Not what a figure may contain: ${text.slice(from, from + 60)}`);
    }
    const [all, closed, opened, attributes, empty] = match;
    if (entity.test(all)) throw new Error(`An ampersand is not escaped: ${all.slice(0, 60)}`);
    if (closed && open.pop() !== closed) throw new Error(`</${closed}> closes nothing.`);
    if (opened) {
      const names = [...attributes.matchAll(/ ([A-Za-z][A-Za-z0-9-]*)=/g)].map(([, name]) => name);
      if (new Set(names).size !== names.length) throw new Error(`Attribute twice: ${all}`);
      if (open.length === 0) roots++;
      if (!empty) open.push(opened);
    }
  }
  if (open.length > 0 || roots !== 1) throw new Error(`${roots} roots, ${open.length} elements left open.`);
  const root: unknown = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  if (!isElement(root)) throw new Error('No root element.');
  return root;
}

function isElement(node: unknown): node is Element {
  return typeof node === 'object' && node !== null && 'nodeType' in node && node.nodeType === 1;
}

/** All elements of a figure that a selector finds. */
export function find(text: string, selector: string): Element[] {
  return [...readSvg(text).querySelectorAll(selector)];
}

/** What the marks of a class say, tooltips left out. */
export function textsOf(text: string, className: string): string[] {
  return find(text, `.${className} text`).map((element) =>
    [...element.childNodes].map((node) => (node.nodeType === 3 ? node.nodeValue : '')).join(''),
  );
}
