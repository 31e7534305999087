// Sliding windows over images: what convolutions and poolings have in common.
import { misfit, type Shape } from './layer-kind.ts';

/** Along the height and the width. */
export type Pair = readonly [height: number, width: number];

/** One whole number of 1 or more for height and width, or one for each. */
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

/** [height, width] of what the windows over [height, width, channels] give. @throws ModelError */
export function windowedSize(
  image: Shape,
  { window, strides, padding, dilations = [1, 1] }: Window,
): [number, number] {
  const spans = ([0, 1] as const).map((axis) => (window[axis] - 1) * dilations[axis] + 1);
  if (padding === 'valid' && (spans[0] > image[0] || spans[1] > image[1])) {
    throw misfit(
      `images of ${spans[0]} x ${spans[1]} pixels or more`,
      image,
      'Take a larger input, a smaller window, or leave out a layer that makes images smaller.',
    );
  }
  const length = (axis: 0 | 1) => {
    const room = padding === 'same' ? image[axis] : image[axis] - spans[axis] + 1;
    return Math.ceil(room / strides[axis]);
  };
  return [length(0), length(1)];
}
