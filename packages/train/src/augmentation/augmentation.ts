// Augmentation as data: the random changes to an image before it is trained on. Plain JSON, so that it can be sent to
// workers and saved in a run's record. Each kind is implemented in the file of its name; augmenter.ts combines them, and
// parse-augmentation.ts reads them from a command line.

/** The changes to each image, in this order. */
export type Augmentation = readonly AugmentationStep[];

/**
 * One change. `fill` is the byte for pixels from outside the image or in a hidden area, in all channels; 0, black, by
 * default.
 */
export type AugmentationStep =
  /** Mirrors left and right with this probability; 0.5 by default. */
  | { readonly kind: 'horizontalFlip'; readonly probability?: number }
  /** Pads all sides with `padding` pixels of `fill`, then crops the original size at a random position. */
  | { readonly kind: 'crop'; readonly padding: number; readonly fill?: number }
  /** Moves by up to this fraction of width and height in each direction, including fractions of a pixel. */
  | { readonly kind: 'shift'; readonly amount: number; readonly fill?: number }
  /** Rotates about the centre by up to these degrees, either way. */
  | { readonly kind: 'rotation'; readonly degrees: number; readonly fill?: number }
  /** Scales by a factor from 1 - amount to 1 + amount. */
  | { readonly kind: 'zoom'; readonly amount: number; readonly fill?: number }
  /** Tilts vertical lines by up to these degrees, either way. */
  | { readonly kind: 'shear'; readonly degrees: number; readonly fill?: number }
  /** Fills a square of `size` pixels; its centre is any pixel, so a part of it may be outside. */
  | { readonly kind: 'cutout'; readonly size: number; readonly fill?: number }
  /** Fills a rectangle of 2 to 33 % of the image, with this probability; 0.5 by default. */
  | { readonly kind: 'erasing'; readonly probability?: number; readonly fill?: number }
  /** Mixes image and label with those of another image of the batch; the shares are drawn from Beta(alpha, alpha). */
  | { readonly kind: 'mixup'; readonly alpha: number };

/** Height, width and channels of an image. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/**
 * Writes the changed `source` to `target` (separate memory of the same size) and returns true; or draws that nothing
 * changes, leaves `target` alone and returns false.
 */
export type ImagePass = (image: {
  readonly source: Uint8Array;
  readonly target: Uint8Array;
  readonly draws: Draws;
}) => boolean;

/** Random numbers of one step of the augmentation for one image of one batch. */
export interface Draws {
  /** Between 0 and 1, exclusive: one of 2^32 evenly spaced numbers. */
  uniform(): number;
  /** Between -limit and limit. */
  symmetric(limit: number): number;
  /** An integer from 0 to bound - 1, uniformly distributed. */
  below(bound: number): number;
}
