// The ladder's ground: what one writes down first, in TypeScript. Every rung must give these numbers.

export interface ProductSize {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/** C[m,n] = A[m,k] B[k,n]; all row-major. */
export function naiveProduct({ m, n, k }: ProductSize, a: Float32Array, b: Float32Array): Float32Array {
  const c = new Float32Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let step = 0; step < k; step++) sum += a[i * k + step] * b[step * n + j];
      c[i * n + j] = sum;
    }
  }
  return c;
}

export interface ConvolutionSize {
  readonly count: number;
  /** Height and width of an image. */
  readonly size: number;
  readonly channels: number;
  readonly filters: number;
}

/** 3x3, stride 1, no padding: [count, size - 2, size - 2, filters]. */
export function naiveConvolution(
  { count, size, channels, filters }: ConvolutionSize,
  image: Float32Array,
  filter: Float32Array,
): Float32Array {
  const outSize = size - 2;
  const output = new Float32Array(count * outSize * outSize * filters);
  for (let pixel = 0; pixel < count * outSize * outSize; pixel++) {
    const x = pixel % outSize;
    const y = Math.floor(pixel / outSize) % outSize;
    const item = Math.floor(pixel / (outSize * outSize));
    for (let f = 0; f < filters; f++) {
      let sum = 0;
      for (let tap = 0; tap < 9; tap++) {
        const row = (item * size + y + Math.floor(tap / 3)) * size;
        const from = (row + x + (tap % 3)) * channels;
        for (let channel = 0; channel < channels; channel++) {
          sum += image[from + channel] * filter[(tap * channels + channel) * filters + f];
        }
      }
      output[pixel * filters + f] = sum;
    }
  }
  return output;
}
