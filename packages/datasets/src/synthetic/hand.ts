// How one writer deforms the strokes of ./glyphs.ts on one occasion: points move slightly, the paper is stretched, and
// the digit is slanted, rotated, narrowed or widened. Arithmetic only, as in ./pen.ts.
import type { Random } from '../random.ts';
import type { Stroke } from './glyphs.ts';

/** Points of a stroke after deformation, in units of the height of the glyph's box. */
export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Whether this point and the next are one corner. */
  readonly isCorner: (index: number) => boolean;
}

/** A random number around 0, most often close to it and never beyond `limit`. */
export function around(random: Random, limit: number): number {
  return (random.between(-limit, limit) + random.between(-limit, limit) + random.between(-limit, limit)) / 3;
}

/** How far single points stray, as a fraction of the digit's height. */
const JITTER = 0.025;
/** How far the grid points of the paper stray. */
const STRETCH = 0.42;
const GRID = 4;

/**
 * Draws the deformation of one writer for a digit of this usual lean and width, as a function from strokes to points.
 */
export function createHand(
  random: Random,
  digit: { readonly lean: number; readonly width: number },
): (stroke: Stroke) => Points {
  const width = (digit.width / 100) * (random.between(0.75, 1.25) + around(random, 0.2));
  const slant = 0.1 + digit.lean / 100 + around(random, 0.7);
  const turn = rotation(around(random, 0.5));
  const unsteady = random.between(0.3, 1.2);
  const jitter = JITTER * unsteady;
  const stretch = STRETCH * random.between(0.2, 1.5);
  const stretchX = Float64Array.from({ length: GRID * GRID }, () => around(random, stretch));
  const stretchY = Float64Array.from({ length: GRID * GRID }, () => around(random, stretch));

  return (stroke) => {
    const count = stroke.length / 2;
    const x = new Float64Array(count);
    const y = new Float64Array(count);
    const isCorner = (index: number) =>
      stroke[2 * index] === stroke[2 * index + 2] && stroke[2 * index + 1] === stroke[2 * index + 3];
    for (let index = 0; index < count; index++) {
      if (index > 0 && isCorner(index - 1)) {
        x[index] = x[index - 1];
        y[index] = y[index - 1];
        continue;
      }
      const u = stroke[2 * index] / 100;
      const v = stroke[2 * index + 1] / 100;
      const across = (u - 0.5 + around(random, jitter) + sample(stretchX, u, v)) * width;
      const down = v - 0.5 + around(random, jitter) + sample(stretchY, u, v);
      const slanted = across - slant * down;
      x[index] = turn.cosine * slanted - turn.sine * down;
      y[index] = turn.sine * slanted + turn.cosine * down;
    }
    return { x, y, isCorner };
  };
}

/** Cosine and sine of about `angle` radians: the point on the unit circle given by half the tangent. */
function rotation(angle: number): { readonly cosine: number; readonly sine: number } {
  const half = angle / 2;
  const square = half * half;
  return { cosine: (1 - square) / (1 + square), sine: (2 * half) / (1 + square) };
}

/** Interpolates values on a grid of GRID x GRID points smoothly over the unit square. */
function sample(field: Float64Array, u: number, v: number): number {
  const column = cell(u);
  const row = cell(v);
  const right = ease(u * (GRID - 1) - column);
  const down = ease(v * (GRID - 1) - row);
  const at = row * GRID + column;
  const upper = field[at] + right * (field[at + 1] - field[at]);
  const lower = field[at + GRID] + right * (field[at + GRID + 1] - field[at + GRID]);
  return upper + down * (lower - upper);
}

function cell(position: number): number {
  return Math.min(Math.floor(position * (GRID - 1)), GRID - 2);
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}
