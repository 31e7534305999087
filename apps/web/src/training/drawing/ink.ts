// Turns strokes into ink: how dark the pen leaves each cell of a fine grid. Plain arithmetic gives every browser the same
// values.
import { boardSide, type Strokes } from './strokes.ts';

/** A square image with values from 0 to 255, row by row. */
export interface Ink {
  readonly side: number;
  readonly values: Float32Array;
}

/** Cells on each side of the grid: four for each pixel of MNIST. */
export const inkSide = 112;
/** In cells of the grid. */
const penRadius = 4.6;
const softness = 1.6;

export function inkOf(strokes: Strokes): Ink {
  const values = new Float32Array(inkSide * inkSide);
  const scale = inkSide / boardSide;
  const place = (value: number) => (value + 0.5) * scale - 0.5;
  for (const stroke of strokes) {
    for (let i = 0; i < stroke.length; i += 2) {
      const from = Math.max(0, i - 2);
      drawLine(values, {
        x1: place(stroke[from]),
        y1: place(stroke[from + 1]),
        x2: place(stroke[i]),
        y2: place(stroke[i + 1]),
      });
    }
  }
  return { side: inkSide, values };
}

interface Line {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

function drawLine(values: Float32Array, line: Line): void {
  const reach = penRadius + softness;
  const within = (value: number) => Math.min(inkSide - 1, Math.max(0, value));
  const [left, right] = [Math.min(line.x1, line.x2) - reach, Math.max(line.x1, line.x2) + reach];
  const [top, bottom] = [Math.min(line.y1, line.y2) - reach, Math.max(line.y1, line.y2) + reach];
  for (let y = Math.ceil(within(top)); y <= Math.floor(within(bottom)); y++) {
    for (let x = Math.ceil(within(left)); x <= Math.floor(within(right)); x++) {
      const away = distance(x, y, line);
      const value = 255 * Math.min(1, Math.max(0, (reach - away) / (2 * softness)));
      const at = y * inkSide + x;
      if (value > values[at]) values[at] = value;
    }
  }
}

/** Returns the distance from a point to a line segment. */
function distance(x: number, y: number, { x1, y1, x2, y2 }: Line): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / length));
  const [ex, ey] = [x - x1 - along * dx, y - y1 - along * dy];
  return Math.sqrt(ex * ex + ey * ey);
}
