// The document that creates SVG elements in browsers: the page's own. The entry `#document` of package.json selects this file, so
// that linkedom is not bundled. In Node: node.ts.

import { FiguresError } from '../figures-error.ts';

/**
 * Returns the page's document, which is used to create SVG elements; nothing is attached to it.
 *
 * @throws {FiguresError} `NO_DOCUMENT` in a worker, which has no document.
 */
export function svgDocument(): Document {
  if (typeof document === 'undefined') {
    throw new FiguresError(
      'NO_DOCUMENT',
      'A figure needs a document to be drawn with, and a worker has none. ' +
        'Send the data to the page and make the figure there.',
    );
  }
  return document;
}
