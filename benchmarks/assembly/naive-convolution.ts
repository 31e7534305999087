// Rung: the definition. For each pixel and filter a weighted sum over the 3x3 neighbourhood, all channels of it.

/** output[count, size-2, size-2, filters] from image[count, size, size, channels] and filter[3, 3, channels, filters]. */
export function naiveConvolution(
  count: i32, size: i32, channels: i32, filters: i32, image: usize, filter: usize, output: usize, scratch: usize,
): void {
  const outSize = size - 2;
  for (let item = 0; item < count; item++) {
    for (let y = 0; y < outSize; y++) {
      for (let x = 0; x < outSize; x++) {
        for (let f = 0; f < filters; f++) {
          let sum: f32 = 0;
          for (let tap = 0; tap < 9; tap++) {
            const from = image + (<usize>(((item * size + y + tap / 3) * size + x + tap % 3) * channels) << 2);
            const weights = filter + (<usize>(tap * channels * filters + f) << 2);
            for (let channel = 0; channel < channels; channel++) {
              sum += load<f32>(from + (<usize>channel << 2)) * load<f32>(weights + (<usize>(channel * filters) << 2));
            }
          }
          store<f32>(output, sum);
          output += 4;
        }
      }
    }
  }
}
