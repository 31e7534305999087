// Hides a square of the image: DeVries and Taylor, "Improved Regularization of Convolutional Neural Networks with Cutout",
// 2017. As there, the centre of the square is any pixel, so that less is hidden at the borders.
import type { ImagePass, ImageShape } from './augmentation.ts';
import { fillRectangle } from './fill-rectangle.ts';

/** Hides a square of `size` pixels. */
export function cutout(
  { size, fill = 0 }: { readonly size: number; readonly fill?: number },
  shape: ImageShape,
): ImagePass {
  const [height, width] = shape;
  const before = Math.floor(size / 2);
  return ({ source, target, draws }) => {
    if (size === 0) return false;
    const top = draws.below(height) - before;
    const left = draws.below(width) - before;
    fillRectangle({ source, target, shape, rectangle: { left, top, width: size, height: size }, fill });
    return true;
  };
}
