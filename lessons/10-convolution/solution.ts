// Convolution and pooling, filled in.
import type { Plane } from './start.ts';

/** Σ kernel[i][j] · image[y + i][x + j]. */
export function convolveAt(image: Plane, { kernel, x, y }: { kernel: Plane; x: number; y: number }): number {
  let sum = 0;
  for (const [i, row] of kernel.entries()) {
    for (const [j, weight] of row.entries()) sum += weight * image[y + i][x + j];
  }
  return sum;
}

/** The kernel at every place where it fits. */
export function convolve(image: Plane, kernel: Plane): Plane {
  const height = image.length - kernel.length + 1;
  const width = image[0].length - kernel[0].length + 1;
  return grid({ height, width }, (y, x) => convolveAt(image, { kernel, x, y }));
}

/** Each channel has a kernel of its own; what they find is added up. */
export function featureMap(
  channels: readonly Plane[],
  { kernels, bias }: { kernels: readonly Plane[]; bias: number },
): Plane {
  const parts = channels.map((channel, c) => convolve(channel, kernels[c]));
  const size = { height: parts[0].length, width: parts[0][0].length };
  return grid(size, (y, x) =>
    Math.max(
      0,
      parts.reduce((sum, part) => sum + part[y][x], bias),
    ),
  );
}

/** The largest of each 2 x 2 square. */
export function maxPool(image: Plane): Plane {
  const size = { height: Math.floor(image.length / 2), width: Math.floor(image[0].length / 2) };
  return grid(size, (y, x) => {
    const [upper, lower] = [image[2 * y], image[2 * y + 1]];
    return Math.max(upper[2 * x], upper[2 * x + 1], lower[2 * x], lower[2 * x + 1]);
  });
}

function grid(
  { height, width }: { height: number; width: number },
  value: (y: number, x: number) => number,
): Plane {
  return Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => value(y, x)));
}
