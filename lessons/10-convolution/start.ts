// A kernel that slides over an image. The lesson's text is in lesson.md.

/** One channel: `values[y][x]`. */
export type Plane = readonly (readonly number[])[];

/** The sum of products of the kernel and the piece of the image whose upper left corner is at (x, y). Your turn. */
export function convolveAt(_image: Plane, _place: { kernel: Plane; x: number; y: number }): number {
  return 0;
}

/** The kernel at every place where it fits: h - k + 1 rows, w - k + 1 columns. Your turn. */
export function convolve(image: Plane, _kernel: Plane): Plane {
  return image;
}

/** One filter over several channels: a kernel for each, all added up, the bias, and relu. Your turn. */
export function featureMap(
  channels: readonly Plane[],
  _filter: { kernels: readonly Plane[]; bias: number },
): Plane {
  return channels[0];
}

/** The largest of each 2 x 2 square; a row or column left over is dropped. Your turn. */
export function maxPool(image: Plane): Plane {
  return image;
}
