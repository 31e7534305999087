// im2col: the neighbourhood of each output pixel, written out as a row. A convolution is then a matrix product.

/** Rows `first` .. `first + rows` of the patch matrix [pixels, 9 * channels] of 3x3 neighbourhoods. */
export function gatherPatches(size: i32, channels: i32, image: usize, first: i32, rows: i32, to: usize): void {
  const outSize = size - 2, run = <usize>(3 * channels) << 2, line = <usize>(size * channels) << 2;
  for (let pixel = first; pixel < first + rows; pixel++) {
    const item = pixel / (outSize * outSize), y = pixel / outSize % outSize, x = pixel % outSize;
    const corner = image + (<usize>(((item * size + y) * size + x) * channels) << 2);
    for (let row: usize = 0; row < 3; row++) {
      memory.copy(to, corner + row * line, run);
      to += run;
    }
  }
}
