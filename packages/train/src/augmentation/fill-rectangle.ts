// Copies an image and fills a rectangle with one byte; shared by cutout and random erasing.
import type { ImageShape } from './augmentation.ts';

/** A rectangle, which may extend beyond the image. */
export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Writes `source` to `target`, with `fill` inside the rectangle. */
export function fillRectangle(options: {
  readonly source: Uint8Array;
  readonly target: Uint8Array;
  readonly shape: ImageShape;
  readonly rectangle: Rectangle;
  readonly fill: number;
}): void {
  const { source, target, shape, rectangle, fill } = options;
  const [height, width, channels] = shape;
  const left = Math.max(rectangle.left, 0);
  const right = Math.min(rectangle.left + rectangle.width, width);
  const bottom = Math.min(rectangle.top + rectangle.height, height);
  target.set(source);
  if (left >= right) return;
  for (let y = Math.max(rectangle.top, 0); y < bottom; y++) {
    target.fill(fill, (y * width + left) * channels, (y * width + right) * channels);
  }
}
