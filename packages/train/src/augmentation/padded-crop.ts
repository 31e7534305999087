// Pads the image, then crops its original size: a shift by whole pixels. The usual augmentation for CIFAR-10 since He et
// al., "Deep Residual Learning for Image Recognition", CVPR 2016, with 4 pixels.
import type { ImagePass, ImageShape } from './augmentation.ts';

/** Shifts by -padding to padding whole pixels in each direction, uniformly distributed. */
export function paddedCrop(
  { padding, fill = 0 }: { readonly padding: number; readonly fill?: number },
  shape: ImageShape,
): ImagePass {
  return ({ source, target, draws }) => {
    const down = draws.below(2 * padding + 1) - padding;
    const right = draws.below(2 * padding + 1) - padding;
    if (down === 0 && right === 0) return false;
    shiftWhole({ source, target, shape, down, right, fill });
    return true;
  };
}

/** Writes `source` to `target`, shifted by whole pixels. */
export function shiftWhole(options: {
  readonly source: Uint8Array;
  readonly target: Uint8Array;
  readonly shape: ImageShape;
  readonly down: number;
  readonly right: number;
  readonly fill: number;
}): void {
  const { source, target, shape, down, right, fill } = options;
  const [height, width, channels] = shape;
  const row = width * channels;
  const first = Math.min(Math.max(right, 0) * channels, row);
  const end = Math.max(Math.min(width + right, width) * channels, first);
  for (let y = 0; y < height; y++) {
    const start = y * row;
    const isInside = y - down >= 0 && y - down < height;
    if (!isInside) {
      target.fill(fill, start, start + row);
      continue;
    }
    const from = (y - down) * row - right * channels;
    target.fill(fill, start, start + first);
    for (let i = first; i < end; i++) target[start + i] = source[from + i];
    target.fill(fill, start + end, start + row);
  }
}
