// Sliding windows over images, which convolutions and pooling share.
import { misfit, type Shape } from './layer-kind.ts';

/** One number for each axis of an image. */
export type Pair = readonly [height: number, width: number];

/** A whole number of 1 or more for both axes, or one for each axis. */
export type Size = number | Pair;

/** As in Keras: `same` pads with zeros so that a stride of 1 keeps the size, `valid` does not pad. */
export type Padding = 'valid' | 'same';

export interface Window {
  readonly window: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  readonly dilations?: Pair;
}

export function pairOf(size: Size): Pair {
  return typeof size === 'number' ? [size, size] : size;
}

/** Returns the [height, width] of the output. @throws ModelError `INVALID_ARGUMENT` if the image is smaller than the window */
export function windowedSize(
  image: Shape,
  { window, strides, padding, dilations = [1, 1] }: Window,
): [number, number] {
  const spans = ([0, 1] as const).map((axis) => (window[axis] - 1) * dilations[axis] + 1);
  if (padding === 'valid' && (spans[0] > image[0] || spans[1] > image[1])) {
    throw misfit(
      `images of at least ${spans[0]} x ${spans[1]} pixels`,
      image,
      'Use a larger input or a smaller window, or remove a layer that makes images smaller.',
    );
  }
  const length = (axis: 0 | 1) => {
    const positions = padding === 'same' ? image[axis] : image[axis] - spans[axis] + 1;
    return Math.ceil(positions / strides[axis]);
  };
  return [length(0), length(1)];
}
