// Hides a rectangle of the image: Zhong et al., "Random Erasing Data Augmentation", AAAI 2020. Areas and aspect ratios are
// those of torchvision: 2 to 33 % of the area, ratios from 0.3 to 3.3, uniform in the logarithm.
import { exponential, logarithm } from '#deterministic-math';
import type { Draws, ImagePass, ImageShape } from './augmentation.ts';
import { fillRectangle, type Rectangle } from './fill-rectangle.ts';

const [smallest, largest] = [0.02, 0.33];
const [widest, highest] = [logarithm(0.3), logarithm(3.3)];
const attempts = 10;

/** Hides a rectangle that is entirely inside the image, with the given probability. */
export function randomErasing(
  { probability = 0.5, fill = 0 }: { readonly probability?: number; readonly fill?: number },
  shape: ImageShape,
): ImagePass {
  return ({ source, target, draws }) => {
    if (draws.uniform() >= probability) return false;
    const rectangle = drawRectangle(shape, draws);
    if (rectangle === undefined) return false;
    fillRectangle({ source, target, shape, rectangle, fill });
    return true;
  };
}

/** Returns undefined if none of ten rectangles fits into the image and has a pixel. */
export function drawRectangle([height, width]: ImageShape, draws: Draws): Rectangle | undefined {
  for (let attempt = 0; attempt < attempts; attempt++) {
    const area = (smallest + draws.uniform() * (largest - smallest)) * height * width;
    const ratio = exponential(widest + draws.uniform() * (highest - widest));
    const size = {
      height: Math.floor(Math.sqrt(area * ratio) + 0.5),
      width: Math.floor(Math.sqrt(area / ratio) + 0.5),
    };
    const isEmpty = size.height < 1 || size.width < 1;
    if (isEmpty || size.height >= height || size.width >= width) continue;
    const top = draws.below(height - size.height + 1);
    return { ...size, top, left: draws.below(width - size.width + 1) };
  }
  return undefined;
}
