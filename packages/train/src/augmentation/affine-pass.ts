// Consecutive shifts, rotations, zooms and shears as one pass: their matrices are multiplied and the image is resampled
// once, which is faster than one pass each and blurs less.
import { type Affine, type AffineStep, drawAffine, followedBy, identity, isIdentity } from './affine.ts';
import type { Draws, ImageShape } from './augmentation.ts';
import { resample } from './resample.ts';

/** Creates one pass from steps that share a background; each step has random numbers of its own. */
export function affinePass(steps: readonly AffineStep[], shape: ImageShape) {
  const fill = steps[0].fill ?? 0;
  return (image: { source: Uint8Array; target: Uint8Array; draws: readonly Draws[] }): boolean => {
    const affine = steps.reduce<Affine>(
      (before, step, i) => followedBy(before, drawAffine(step, shape, image.draws[i])),
      identity,
    );
    if (isIdentity(affine)) return false;
    resample({ ...image, shape, affine, fill });
    return true;
  };
}

/** Returns whether two consecutive steps can be one pass. */
export function canJoin(before: AffineStep, after: AffineStep): boolean {
  return (before.fill ?? 0) === (after.fill ?? 0);
}
