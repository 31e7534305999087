// Where SVG elements come from in browsers: the page's own document.
// Chosen by the `#document` entry of package.json, so that linkedom is not bundled; Node's twin is `node.ts`.

import { FiguresError } from '../figures-error.ts';

/**
 * The page's document, to create SVG elements with; nothing is ever attached to it.
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
