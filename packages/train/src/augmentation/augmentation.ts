// Augmentation as data: what may happen to an image before it is learned from. Plain JSON, so that it can go to workers
// and into a run's record. What each kind does is in the file of its name; augmenter.ts puts them together, and
// parse-augmentation.ts reads them from a command line.

/** What happens to each image, in this order. */
export type Augmentation = readonly AugmentationStep[];

/**
 * One change. `fill` is the byte that stands for what lies outside of the image or was cut out, in all channels;
 * 0, black, by default.
 */
export type AugmentationStep =
  /** Left and right change places with this probability; 0.5 by default. */
  | { readonly kind: 'horizontalFlip'; readonly probability?: number }
  /** `padding` pixels of `fill` on all sides, of which a piece of the old size is taken anywhere. */
  | { readonly kind: 'crop'; readonly padding: number; readonly fill?: number }
  /** Moved by up to this share of width and height in each direction, also by parts of a pixel. */
  | { readonly kind: 'shift'; readonly amount: number; readonly fill?: number }
  /** Turned about its middle by up to so many degrees, either way. */
  | { readonly kind: 'rotation'; readonly degrees: number; readonly fill?: number }
  /** Enlarged by a factor from 1 - amount to 1 + amount. */
  | { readonly kind: 'zoom'; readonly amount: number; readonly fill?: number }
  /** Upright lines leaned by up to so many degrees, either way. */
  | { readonly kind: 'shear'; readonly degrees: number; readonly fill?: number }
  /** A square of `size` pixels is filled; its middle lies anywhere, so a part of it may be outside. */
  | { readonly kind: 'cutout'; readonly size: number; readonly fill?: number }
  /** A rectangle of 2 to 33 % of the image is filled, with this probability; 0.5 by default. */
  | { readonly kind: 'erasing'; readonly probability?: number; readonly fill?: number }
  /** Mixed with another image of the batch, and so are the labels; the shares are drawn from Beta(alpha, alpha). */
  | { readonly kind: 'mixup'; readonly alpha: number };

/** Height, width and channels of an image. */
export type ImageShape = readonly [height: number, width: number, channels: number];

/**
 * Writes a changed `source` to `target` (other memory of the same size) and tells that it did; or draws that nothing
 * is to change, and leaves `target` alone.
 */
export type ImagePass = (image: {
  readonly source: Uint8Array;
  readonly target: Uint8Array;
  readonly draws: Draws;
}) => boolean;

/** Random numbers of one step of the augmentation for one image of one batch. */
export interface Draws {
  /** Above 0 and below 1: one of 2^32 numbers in even distances. */
  uniform(): number;
  /** Between -most and most. */
  symmetric(most: number): number;
  /** A whole number from 0 to bound - 1, each as likely. */
  below(bound: number): number;
}
