// Where SVG elements come from outside browsers: linkedom's DOM, which needs no window.
// Chosen by the `#document` entry of package.json; the browsers' twin is `browser.ts`.

import { parseHTML } from 'linkedom';

/** A document to create SVG elements with; nothing is ever attached to it. */
export function svgDocument(): Document {
  return parseHTML('<!doctype html><html></html>').document;
}
