// The document that creates SVG elements outside browsers: linkedom's DOM, which needs no window. The entry `#document` of
// package.json selects this file. In browsers: browser.ts.

import { parseHTML } from 'linkedom';

/** Returns a document that is used to create SVG elements; nothing is attached to it. */
export function svgDocument(): Document {
  return parseHTML('<!doctype html><html></html>').document;
}
