// Reads the pixels of an image at positions between those of another one: bilinear, in integers. Positions are rounded to
// 1/256 of a pixel and results to the nearest byte, halves upwards; pixels from outside are `fill`.
import type { Affine } from './affine.ts';
import type { ImageShape } from './augmentation.ts';

interface Picture {
  readonly source: Uint8Array;
  readonly shape: ImageShape;
  /** A byte. */
  readonly fill: number;
}

/**
 * Writes the image that `affine` makes of `source` to `target`, separate memory of the same size. The identity copies the
 * bytes exactly.
 */
export function resample({
  affine,
  target,
  ...picture
}: Picture & { affine: Affine; target: Uint8Array }): void {
  const [height, width, channels] = picture.shape;
  const centreX = (width - 1) / 2;
  const centreY = (height - 1) / 2;
  // Positions in 256ths of a pixel; adding one half rounds to the nearest.
  const stepX = affine.xx * 256;
  const stepY = affine.yx * 256;
  for (let y = 0; y < height; y++) {
    const startX = (affine.xy * (y - centreY) + affine.x0 + centreX) * 256 + 0.5 - stepX * centreX;
    const startY = (affine.yy * (y - centreY) + affine.y0 + centreY) * 256 + 0.5 - stepY * centreX;
    resampleRow(picture, { target, to: y * width * channels, startX, startY, stepX, stepY });
  }
}

interface Row {
  readonly target: Uint8Array;
  readonly to: number;
  readonly startX: number;
  readonly startY: number;
  readonly stepX: number;
  readonly stepY: number;
}

function resampleRow(picture: Picture, { target, to, startX, startY, stepX, stepY }: Row): void {
  const { source, shape } = picture;
  const [height, width, channels] = shape;
  const row = width * channels;
  // Below these, all four neighbours are inside.
  const endX = (width - 1) * 256;
  const endY = (height - 1) * 256;
  for (let x = 0; x < width; x++) {
    const u = Math.floor(stepX * x + startX);
    const v = Math.floor(stepY * x + startY);
    const at = to + x * channels;
    if (!(u >= 0 && v >= 0 && u < endX && v < endY)) {
      atBorder(picture, { target, to: at, u, v });
      continue;
    }
    const from = (v >> 8) * row + (u >> 8) * channels;
    const bottomRight = (u & 255) * (v & 255);
    const topRight = ((u & 255) << 8) - bottomRight;
    const bottomLeft = ((v & 255) << 8) - bottomRight;
    const topLeft = 65536 - bottomRight - topRight - bottomLeft;
    for (let channel = 0; channel < channels; channel++) {
      const i = from + channel;
      const upper = source[i] * topLeft + source[i + channels] * topRight;
      const lower = source[i + row] * bottomLeft + source[i + row + channels] * bottomRight;
      target[at + channel] = (upper + lower + 32768) >> 16;
    }
  }
}

interface Border {
  readonly target: Uint8Array;
  readonly to: number;
  readonly u: number;
  readonly v: number;
}

function atBorder({ source, shape, fill }: Picture, { target, to, u, v }: Border): void {
  const [height, width, channels] = shape;
  if (u <= -256 || v <= -256 || u >= width * 256 || v >= height * 256) {
    for (let channel = 0; channel < channels; channel++) target[to + channel] = fill;
    return;
  }
  const left = u >> 8;
  const top = v >> 8;
  const right = u & 255;
  const bottom = v & 255;
  for (let channel = 0; channel < channels; channel++) {
    const pixel = (x: number, y: number) =>
      x < 0 || y < 0 || x >= width || y >= height ? fill : source[(y * width + x) * channels + channel];
    const upper = pixel(left, top) * (256 - right) + pixel(left + 1, top) * right;
    const lower = pixel(left, top + 1) * (256 - right) + pixel(left + 1, top + 1) * right;
    target[to + channel] = (upper * (256 - bottom) + lower * bottom + 32768) >> 16;
  }
}
