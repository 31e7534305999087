// Draws pen strokes: from points to a smooth line, and from the line to ink on a grid of pixels. Arithmetic and square
// roots only, which yield the same bits on every engine, unlike sines and powers.

/** A line of straight pieces between corners. All three arrays have the same length. */
export interface Line {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Half the line's width at each corner. */
  readonly radius: Float64Array;
}

/**
 * One coordinate of a Catmull-Rom curve through points, with `pieces` straight pieces between two points. A repeated
 * point is a corner.
 */
export function smoothAxis(
  points: { readonly values: Float64Array; readonly isCorner: (index: number) => boolean },
  pieces: number,
): Float64Array {
  const { values, isCorner } = points;
  const last = values.length - 1;
  const curve = new Float64Array(last * pieces + 1);
  for (let index = 0; index < last; index++) {
    const from = values[index];
    const to = values[index + 1];
    const start = isCorner(index) ? 0 : (to - values[Math.max(index - 1, 0)]) / 2;
    const end = isCorner(index) ? 0 : (values[Math.min(index + 2, last)] - from) / 2;
    const square = 3 * (to - from) - 2 * start - end;
    const cube = 2 * (from - to) + start + end;
    for (let piece = 0; piece < pieces; piece++) {
      const t = piece / pieces;
      curve[index * pieces + piece] = from + t * (start + t * (square + t * cube));
    }
  }
  curve[last * pieces] = values[last];
  return curve;
}

/** A square grid of ink, 0 (none) to 1, row by row. */
export interface Canvas {
  readonly size: number;
  readonly ink: Float64Array;
}

/**
 * Draws a line with round ends. Where lines cross, the darker one wins.
 *
 * @param pen.softness width of the edge over which ink fades, in pixels, above 0.
 */
export function drawLine(canvas: Canvas, pen: { readonly line: Line; readonly softness: number }): void {
  const { x, y, radius } = pen.line;
  for (let index = 0; index + 1 < x.length; index++) {
    drawPiece(canvas, {
      x: x[index],
      y: y[index],
      dx: x[index + 1] - x[index],
      dy: y[index + 1] - y[index],
      radius: (radius[index] + radius[index + 1]) / 2,
      softness: pen.softness,
    });
  }
}

interface Piece {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly radius: number;
  readonly softness: number;
}

function drawPiece({ size, ink }: Canvas, { x, y, dx, dy, radius, softness }: Piece): void {
  const reach = radius + softness / 2;
  const left = Math.max(0, Math.ceil(Math.min(x, x + dx) - reach));
  const right = Math.min(size - 1, Math.floor(Math.max(x, x + dx) + reach));
  const top = Math.max(0, Math.ceil(Math.min(y, y + dy) - reach));
  const bottom = Math.min(size - 1, Math.floor(Math.max(y, y + dy) + reach));
  const length = dx * dx + dy * dy;
  for (let row = top; row <= bottom; row++) {
    for (let column = left; column <= right; column++) {
      const along = length > 0 ? ((column - x) * dx + (row - y) * dy) / length : 0;
      const nearest = along < 0 ? 0 : Math.min(along, 1);
      const ax = column - x - nearest * dx;
      const ay = row - y - nearest * dy;
      const cover = (reach - Math.sqrt(ax * ax + ay * ay)) / softness;
      const at = row * size + column;
      if (cover > ink[at]) ink[at] = Math.min(cover, 1);
    }
  }
}
