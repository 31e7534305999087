// One image of a batch as RGBA, for a canvas.
import type { ActivationMap, Pictures } from '../../payloads.ts';

/** Grey and colour alike; a place beyond the batch is black. */
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

/** Signed numbers as colours: blue below zero, vermilion above, transparent at zero; `largest` is the full colour. */
export function signedPixels(values: ArrayLike<number>, largest: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(values.length * 4);
  for (let i = 0; i < values.length; i++) {
    const strength = largest > 0 ? Math.min(1, Math.abs(values[i]) / largest) : 0;
    const [red, green, blue] = values[i] > 0 ? [213, 94, 0] : [0, 114, 178];
    pixels.set([red, green, blue, Math.round(255 * strength)], 4 * i);
  }
  return pixels;
}

/** Numbers from 0 to `largest` as shades of grey. */
export function greyPixels(values: ArrayLike<number>, largest: number): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(values.length * 4);
  for (let i = 0; i < values.length; i++) {
    const shade = largest > 0 ? Math.round((255 * Math.max(0, values[i])) / largest) : 0;
    pixels.set([shade, shade, shade, 255], 4 * i);
  }
  return pixels;
}

/** One channel as a picture of its own. */
export function channelOf(
  { shape, values }: Pick<ActivationMap, 'shape' | 'values'>,
  channel: number,
): Float32Array {
  const [height, width, channels] = shape;
  return Float32Array.from({ length: height * width }, (_, i) => values[i * channels + channel]);
}

/** The largest value of a layer, so that its maps are drawn on one scale. */
export function largestOf({ values }: Pick<ActivationMap, 'values'>): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
