// A drawing as pen strokes on a board of 64 x 64 positions, and as a short text for URLs. As ink: ink.ts.
import type { UrlField } from '../../state/url-fields.ts';

/** The coordinates x, y, x, y, … of one stroke, as whole numbers from 0 to `boardSide - 1`. */
export type Stroke = readonly number[];
export type Strokes = readonly Stroke[];

/** Positions on each side of the board. */
export const boardSide = 64;

/** Longer drawings are cut off, as URLs are limited in length. */
export const maxPoints = 900;

// One character for each number: the alphabet of base64url.
const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Writes strokes as text: a character for each number, a full stop between strokes. */
export function formatStrokes(strokes: Strokes): string {
  return strokes.map((stroke) => stroke.map((value) => signs[value]).join('')).join('.');
}

/** Returns the strokes of a text, or `undefined` if it is invalid. */
export function parseStrokes(text: string): Strokes | undefined {
  if (text === '') return [];
  if (text.length > 2 * maxPoints + 200 || !/^[\w.-]+$/.test(text)) return undefined;
  const strokes = text.split('.').map((word) => [...word].map((sign) => signs.indexOf(sign)));
  const isWhole = (stroke: Stroke) => stroke.length > 0 && stroke.length % 2 === 0;
  return strokes.every(isWhole) ? strokes : undefined;
}

/** The URL field of a drawing. */
export function strokesField(initial: Strokes = []): UrlField<Strokes> {
  return { initial, parse: parseStrokes, format: formatStrokes };
}

/** Returns the number of points. */
export function pointsIn(strokes: Strokes): number {
  return strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);
}

/** Returns the stroke with one more point, unless the pen hardly moved. */
export function extended(stroke: Stroke, x: number, y: number): Stroke {
  const [lastX, lastY] = stroke.slice(-2);
  if (stroke.length > 0 && Math.abs(x - lastX) + Math.abs(y - lastY) < 2) return stroke;
  return [...stroke, x, y];
}

/** Converts a position within a rectangle to a position on the board. */
export function boardPlace(share: number): number {
  return Math.min(boardSide - 1, Math.max(0, Math.floor(share * boardSide)));
}
