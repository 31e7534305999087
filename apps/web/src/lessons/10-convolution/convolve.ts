// A 3x3 kernel over a grey image: the value at one place with its nine products, and the whole feature map.

/** Rows and columns of the kernel. */
export const kernelSide = 3;

/** A grey picture of numbers, row by row. */
export interface Grid {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Filter {
  /** Nine weights, row by row. */
  readonly kernel: readonly number[];
  readonly bias: number;
  readonly relu: boolean;
}

/** What happens at one place. */
export interface PlaceValue {
  readonly pixels: readonly number[];
  readonly products: readonly number[];
  readonly sum: number;
  /** With the bias, and after relu where there is one. */
  readonly value: number;
}

/** The kernel's upper left weight lies on the pixel at `place`. */
export function convolveAt(
  { width, values }: Grid,
  { kernel, bias, relu }: Filter,
  place: Place,
): PlaceValue {
  const pixels = kernel.map((_, i) => {
    const [row, column] = [Math.floor(i / kernelSide), i % kernelSide];
    return values[(place.y + row) * width + place.x + column];
  });
  const products = pixels.map((pixel, i) => pixel * kernel[i]);
  const sum = products.reduce((total, product) => total + product, 0);
  const z = sum + bias;
  return { pixels, products, sum, value: relu ? Math.max(0, z) : z };
}

/** The feature map of every place where the kernel fits. */
export function convolve(image: Grid, filter: Filter): Grid {
  const [width, height] = [image.width - kernelSide + 1, image.height - kernelSide + 1];
  const values = Float32Array.from(
    { length: width * height },
    (_, i) => convolveAt(image, filter, { x: i % width, y: Math.floor(i / width) }).value,
  );
  return { width, height, values };
}

/** Kernels to begin with. */
export const kernels = {
  left: [-1, 0, 1, -1, 0, 1, -1, 0, 1],
  right: [1, 0, -1, 1, 0, -1, 1, 0, -1],
  top: [-1, -1, -1, 0, 0, 0, 1, 1, 1],
  bottom: [1, 1, 1, 0, 0, 0, -1, -1, -1],
  diagonal: [-1, -1, 2, -1, 2, -1, 2, -1, -1],
  blur: [0.1, 0.1, 0.1, 0.1, 0.2, 0.1, 0.1, 0.1, 0.1],
  sharpen: [0, -1, 0, -1, 5, -1, 0, -1, 0],
  same: [0, 0, 0, 0, 1, 0, 0, 0, 0],
} as const satisfies Readonly<Record<string, readonly number[]>>;

export type KernelName = keyof typeof kernels;

/** The name of a kernel that is in the list. */
export function kernelName(kernel: readonly number[]): KernelName | undefined {
  const names = Object.keys(kernels) as KernelName[];
  return names.find((name) => kernels[name].every((weight, i) => weight === kernel[i]));
}
