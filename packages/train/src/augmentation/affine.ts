// The changes that keep straight lines straight, as matrices. Each tells where in the old image the colour of a place
// of the new one comes from, in pixels from the middle, x to the right, y downwards. resample.ts fetches it there.
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

/** Everything stays. */
export const identity: Affine = { xx: 1, xy: 0, x0: 0, yx: 0, yy: 1, y0: 0 };

/** Whether everything stays. */
export function isIdentity({ xx, xy, x0, yx, yy, y0 }: Affine): boolean {
  return xx === 1 && xy === 0 && x0 === 0 && yx === 0 && yy === 1 && y0 === 0;
}

/** The image moves to the right and down. */
export function shiftedBy(right: number, down: number): Affine {
  return { ...identity, x0: -right, y0: -down };
}

/** The image turns counterclockwise. */
export function rotatedBy(degrees: number): Affine {
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [cosine(angle), sine(angle)];
  return { ...identity, xx: cos, xy: -sin, yx: sin, yy: cos };
}

/** The image becomes larger by a factor. */
export function zoomedBy(factor: number): Affine {
  return { ...identity, xx: 1 / factor, yy: 1 / factor };
}

/** Upright lines lean to the right by so many degrees. */
export function shearedBy(degrees: number): Affine {
  const angle = (degrees * Math.PI) / 180;
  return { ...identity, xy: sine(angle) / cosine(angle) };
}

/** `first`, then `second`. */
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

/** The matrix of a step for one image. */
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
