// A drawing as pen strokes on a board of 64 x 64 places, and as a short text for addresses. As ink: ink.ts.
import type { UrlField } from '../../state/url-fields.ts';

/** x, y, x, y, … of one stroke; whole numbers from 0 to `boardSide - 1`. */
export type Stroke = readonly number[];
export type Strokes = readonly Stroke[];

/** Places on each side of the board. */
export const boardSide = 64;

/** A drawing of more points than this is cut off; addresses have an end. */
export const maxPoints = 900;

// One sign for each number: the alphabet of base64url.
const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Strokes as text: a sign for each number, a full stop between strokes. */
export function formatStrokes(strokes: Strokes): string {
  return strokes.map((stroke) => stroke.map((value) => signs[value]).join('')).join('.');
}

/** The strokes of a text, or `undefined` where it makes no sense. */
export function parseStrokes(text: string): Strokes | undefined {
  if (text === '') return [];
  if (text.length > 2 * maxPoints + 200 || !/^[\w.-]+$/.test(text)) return undefined;
  const strokes = text.split('.').map((word) => [...word].map((sign) => signs.indexOf(sign)));
  const isWhole = (stroke: Stroke) => stroke.length > 0 && stroke.length % 2 === 0;
  return strokes.every(isWhole) ? strokes : undefined;
}

/** Strokes in a lesson's address. */
export function strokesField(initial: Strokes = []): UrlField<Strokes> {
  return { initial, parse: parseStrokes, format: formatStrokes };
}

/** How many points the strokes have. */
export function pointsIn(strokes: Strokes): number {
  return strokes.reduce((sum, stroke) => sum + stroke.length / 2, 0);
}

/** The stroke with one more point, unless the pen hardly moved. */
export function extended(stroke: Stroke, x: number, y: number): Stroke {
  const [lastX, lastY] = stroke.slice(-2);
  if (stroke.length > 0 && Math.abs(x - lastX) + Math.abs(y - lastY) < 2) return stroke;
  return [...stroke, x, y];
}

/** A place in a box as a place on the board. */
export function boardPlace(share: number): number {
  return Math.min(boardSide - 1, Math.max(0, Math.floor(share * boardSide)));
}
