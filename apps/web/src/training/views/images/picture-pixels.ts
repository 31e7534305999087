// Pixels in RGBA for a canvas: images of a batch, weights, and the feature maps of a layer.
import type { ActivationMap, Pictures } from '../../payloads.ts';

/** Returns the pixels of an image, grey or in colour; beyond the batch they are black. */
export function toPixels({ images, shape }: Pictures, index: number): Uint8ClampedArray<ArrayBuffer> {
  const [, height, width, channels] = shape;
  const size = height * width * channels;
  const image = images.subarray(index * size, (index + 1) * size);
  const pixels = new Uint8ClampedArray(height * width * 4);
  for (let i = 0; i < height * width; i++) {
    const at = i * channels;
    const green = channels === 3 ? at + 1 : at;
    const blue = channels === 3 ? at + 2 : at;
    pixels[4 * i] = image[at] ?? 0;
    pixels[4 * i + 1] = image[green] ?? 0;
    pixels[4 * i + 2] = image[blue] ?? 0;
    pixels[4 * i + 3] = 255;
  }
  return pixels;
}

/** Shows signed numbers as colours: blue below zero, vermilion above, transparent at zero, opaque at `largest`. */
export function signedPixels(values: ArrayLike<number>, largest: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(values.length * 4);
  for (let i = 0; i < values.length; i++) {
    const strength = largest > 0 ? Math.min(1, Math.abs(values[i]) / largest) : 0;
    const [red, green, blue] = values[i] > 0 ? [213, 94, 0] : [0, 114, 178];
    pixels.set([red, green, blue, Math.round(255 * strength)], 4 * i);
  }
  return pixels;
}

/** Shows numbers from 0 to `largest` as shades of grey. */
export function greyPixels(values: ArrayLike<number>, largest: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(values.length * 4);
  for (let i = 0; i < values.length; i++) {
    const shade = largest > 0 ? Math.round((255 * Math.max(0, values[i])) / largest) : 0;
    pixels.set([shade, shade, shade, 255], 4 * i);
  }
  return pixels;
}

/** Returns one channel of a layer's output as an image. */
export function channelOf(
  { shape, values }: Pick<ActivationMap, 'shape' | 'values'>,
  channel: number,
): Float32Array {
  const [height, width, channels] = shape;
  return Float32Array.from({ length: height * width }, (_, i) => values[i * channels + channel]);
}

/** Returns the largest value of a layer's output, so that its maps share one scale. */
export function largestOf({ values }: Pick<ActivationMap, 'values'>): number {
  return values.reduce((max, value) => Math.max(max, value), 0);
}
