// Where the largest number of each window is. The naive loops that this must equal are in src/reference/max-pool.ts.
import { ConvShape, endInside, firstInside } from './conv-shape';

/**
 * places[batch, outHeight, outWidth, channels]: of the first largest number of each window its place in its image, or in all
 * images where `isOfBatch`; -1 where no number exceeds -Infinity.
 */
export function maxPoolPlaces(shape: ConvShape, images: usize, isOfBatch: bool, places: usize): void {
  const channels = shape.inChannels, image = shape.inHeight * shape.inWidth * channels;
  for (let item = 0; item < shape.batch; item++) {
    const start = isOfBatch ? item * image : 0;
    for (let y = 0; y < shape.outHeight; y++) {
      for (let x = 0; x < shape.outWidth; x++) {
        const top = y * shape.strideHeight - shape.padTop, left = x * shape.strideWidth - shape.padLeft;
        for (let channel = 0; channel < channels; channel++) {
          const place = largestPlace(shape, top, left, channel, images);
          store<i32>(places, place < 0 ? -1 : start + place);
          places += 4;
        }
      }
    }
    images += <usize>image << 2;
  }
}

// @ts-ignore: decorator
@inline
function largestPlace(shape: ConvShape, top: i32, left: i32, channel: i32, image: usize): i32 {
  let largest: f32 = -Infinity, found = -1;
  const endRow = endInside(top, 1, shape.inHeight, shape.filterHeight);
  const endColumn = endInside(left, 1, shape.inWidth, shape.filterWidth);
  for (let row = firstInside(top, 1); row < endRow; row++) {
    for (let column = firstInside(left, 1); column < endColumn; column++) {
      const at = ((top + row) * shape.inWidth + left + column) * shape.inChannels + channel;
      const value = load<f32>(image + (<usize>at << 2));
      if (value > largest) {
        largest = value;
        found = at;
      }
    }
  }
  return found;
}
