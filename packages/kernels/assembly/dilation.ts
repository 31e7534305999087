// Morphological dilation, NHWC, one filter a channel: the largest sum of a number and the filter's number over it, and its
// gradients. The naive loops that this must equal are in src/reference/dilation.ts.
import { ConvShape, endInside, firstInside } from './conv-shape';

const FORWARD: i32 = 0;
const TO_IMAGES: i32 = 1;
const TO_FILTER: i32 = 2;

/** output[n,oh,ow,c] of images [n,h,w,c] under filter [fh,fw,c]. */
export function dilation(shape: ConvShape, images: usize, filter: usize, output: usize): void {
  walk(FORWARD, shape, images, filter, output, 0);
}

/** Adds each output's gradient to the number of the images that its sum was made of: gradient [n,h,w,c]. */
export function dilationImageGradient(shape: ConvShape, images: usize, filter: usize, dy: usize, gradient: usize): void {
  walk(TO_IMAGES, shape, images, filter, dy, gradient);
}

/** The same to the number of the filter: gradient [fh,fw,c]. */
export function dilationFilterGradient(shape: ConvShape, images: usize, filter: usize, dy: usize, gradient: usize): void {
  walk(TO_FILTER, shape, images, filter, dy, gradient);
}

function walk(kind: i32, shape: ConvShape, images: usize, filter: usize, output: usize, gradient: usize): void {
  const channels = shape.inChannels, image = <usize>(shape.inHeight * shape.inWidth * channels) << 2;
  for (let item = 0; item < shape.batch; item++) {
    for (let y = 0; y < shape.outHeight; y++) {
      for (let x = 0; x < shape.outWidth; x++) {
        const top = y * shape.strideHeight - shape.padTop, left = x * shape.strideWidth - shape.padLeft;
        for (let channel = 0; channel < channels; channel++) {
          place(kind, shape, top, left, channel, images, filter, output, gradient);
          output += 4;
        }
      }
    }
    images += image;
    if (kind == TO_IMAGES) gradient += image;
  }
}

// @ts-ignore: decorator
@inline
function place(
  kind: i32, shape: ConvShape, top: i32, left: i32, channel: i32, images: usize, filter: usize, output: usize, gradient: usize,
): void {
  const down = shape.dilationHeight, across = shape.dilationWidth;
  const endRow = endInside(top, down, shape.inHeight, shape.filterHeight);
  const endColumn = endInside(left, across, shape.inWidth, shape.filterWidth);
  let largest: f32 = -Infinity, pixel: i32 = -1, tap: i32 = -1;
  for (let row = firstInside(top, down); row < endRow; row++) {
    for (let column = firstInside(left, across); column < endColumn; column++) {
      const at = ((top + row * down) * shape.inWidth + left + column * across) * shape.inChannels + channel;
      const over = (row * shape.filterWidth + column) * shape.inChannels + channel;
      const value = load<f32>(images + (<usize>at << 2)) + load<f32>(filter + (<usize>over << 2));
      if (value > largest) {
        largest = value;
        pixel = at;
        tap = over;
      }
    }
  }
  if (kind == FORWARD) store<f32>(output, largest);
  else if (pixel >= 0) {
    const to = gradient + (<usize>(kind == TO_IMAGES ? pixel : tap) << 2);
    store<f32>(to, load<f32>(to) + load<f32>(output));
  }
}
