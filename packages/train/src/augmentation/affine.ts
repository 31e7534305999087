// The transformations that keep straight lines straight, as matrices. Each maps a position in the new image to its source
// in the old image, in pixels from the centre, x to the right, y downwards. resample.ts reads the pixels there.
import { cosine, sine } from '#deterministic-math';
import type { Draws, ImageShape } from './augmentation.ts';

/** [x, y] of the new image comes from [xx * x + xy * y + x0, yx * x + yy * y + y0] of the old one. */
export interface Affine {
  readonly xx: number;
  readonly xy: number;
  readonly x0: number;
  readonly yx: number;
  readonly yy: number;
  readonly y0: number;
}

/** Leaves every position unchanged. */
export const identity: Affine = { xx: 1, xy: 0, x0: 0, yx: 0, yy: 1, y0: 0 };

/** Returns whether the matrix leaves every position unchanged. */
export function isIdentity({ xx, xy, x0, yx, yy, y0 }: Affine): boolean {
  return xx === 1 && xy === 0 && x0 === 0 && yx === 0 && yy === 1 && y0 === 0;
}

/** Moves the image to the right and down. */
export function shiftedBy(right: number, down: number): Affine {
  return { ...identity, x0: -right, y0: -down };
}

/** Rotates the image counterclockwise. */
export function rotatedBy(degrees: number): Affine {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [cosine(angle), sine(angle)];
  return { ...identity, xx: cos, xy: -sin, yx: sin, yy: cos };
}

/** Enlarges the image by a factor. */
export function zoomedBy(factor: number): Affine {
  return { ...identity, xx: 1 / factor, yy: 1 / factor };
}

/** Tilts vertical lines to the right by these degrees. */
export function shearedBy(degrees: number): Affine {
  const angle = (degrees * Math.PI) / 180;
  return { ...identity, xy: sine(angle) / cosine(angle) };
}

/** Applies `first`, then `second`. */
export function followedBy(first: Affine, second: Affine): Affine {
  return {
    xx: first.xx * second.xx + first.xy * second.yx,
    xy: first.xx * second.xy + first.xy * second.yy,
    x0: first.xx * second.x0 + first.xy * second.y0 + first.x0,
    yx: first.yx * second.xx + first.yy * second.yx,
    yy: first.yx * second.xy + first.yy * second.yy,
    y0: first.yx * second.x0 + first.yy * second.y0 + first.y0,
  };
}

/** A step of an augmentation that is a matrix. */
export type AffineStep =
  | { readonly kind: 'shift'; readonly amount: number; readonly fill?: number }
  | { readonly kind: 'rotation'; readonly degrees: number; readonly fill?: number }
  | { readonly kind: 'zoom'; readonly amount: number; readonly fill?: number }
  | { readonly kind: 'shear'; readonly degrees: number; readonly fill?: number };

/** Draws the matrix of a step for one image. */
export function drawAffine(step: AffineStep, [height, width]: ImageShape, draws: Draws): Affine {
  switch (step.kind) {
    case 'shift': {
      const right = draws.symmetric(step.amount * width);
      return shiftedBy(right, draws.symmetric(step.amount * height));
    }
    case 'rotation':
      return rotatedBy(draws.symmetric(step.degrees));
    case 'zoom':
      return zoomedBy(1 + draws.symmetric(step.amount));
    case 'shear':
      return shearedBy(draws.symmetric(step.degrees));
    default:
      return step satisfies never;
  }
}
