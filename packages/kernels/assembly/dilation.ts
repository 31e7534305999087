// Morphological dilation, NHWC, one filter a channel: the largest sum of a number and the filter's number over it, and its
// gradients. The naive loops that this must equal are in src/reference/dilation.ts.
import { ConvShape, endInside, firstInside } from './conv-shape';
import { loadLanes, storeLanes } from './lanes';

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

// Each export has a loop of its own, with the choice taken when it is compiled.
// @ts-ignore: decorator
@inline
function walk(kind: i32, shape: ConvShape, images: usize, filter: usize, output: usize, gradient: usize): void {
  const channels = shape.inChannels, pixel = <usize>channels << 2, image = <usize>(shape.inHeight * shape.inWidth) * pixel;
  for (let item = 0; item < shape.batch; item++) {
    for (let y = 0; y < shape.outHeight; y++) {
      for (let x = 0; x < shape.outWidth; x++) {
        const top = y * shape.strideHeight - shape.padTop, left = x * shape.strideWidth - shape.padLeft;
        let channel = 0;
        for (; channel + 4 <= channels; channel += 4) place(4, kind, shape, top, left, channel, images, filter, output, gradient);
        const rest = channels - channel;
        if (rest == 1) place(1, kind, shape, top, left, channel, images, filter, output, gradient);
        else if (rest == 2) place(2, kind, shape, top, left, channel, images, filter, output, gradient);
        else if (rest == 3) place(3, kind, shape, top, left, channel, images, filter, output, gradient);
        output += pixel;
      }
    }
    images += image;
    if (kind == TO_IMAGES) gradient += image;
  }
}

// Four channels, or what is left of them, from `channel` on.
// @ts-ignore: decorator
@inline
function place(
  lanes: i32, kind: i32, shape: ConvShape, top: i32, left: i32, channel: i32,
  images: usize, filter: usize, output: usize, gradient: usize,
): void {
  const down = shape.dilationHeight, across = shape.dilationWidth;
  const endRow = endInside(top, down, shape.inHeight, shape.filterHeight);
  const firstColumn = firstInside(left, across), endColumn = endInside(left, across, shape.inWidth, shape.filterWidth);
  let largest = f32x4.splat(-Infinity), where = i32x4.splat(-1);
  const pixel = shape.inChannels << 2, step = across * pixel;
  for (let row = firstInside(top, down); row < endRow; row++) {
    let at = ((top + row * down) * shape.inWidth + left + firstColumn * across) * pixel + (channel << 2);
    let over = (row * shape.filterWidth + firstColumn) * pixel + (channel << 2);
    for (let column = firstColumn; column < endColumn; column++) {
      const value = f32x4.add(loadLanes(images + <usize>at, lanes), loadLanes(filter + <usize>over, lanes));
      if (kind == FORWARD) largest = f32x4.pmax(largest, value);
      else {
        const larger = f32x4.gt(value, largest);
        largest = v128.bitselect(value, largest, larger);
        where = v128.bitselect(i32x4.splat(kind == TO_IMAGES ? at : over), where, larger);
      }
      at += step;
      over += pixel;
    }
  }
  output += <usize>channel << 2;
  if (kind == FORWARD) return storeLanes(output, largest, lanes);
  share(i32x4.extract_lane(where, 0), output, gradient);
  if (lanes > 1) share(i32x4.extract_lane(where, 1), output + 4, gradient + 4);
  if (lanes > 2) share(i32x4.extract_lane(where, 2), output + 8, gradient + 8);
  if (lanes > 3) share(i32x4.extract_lane(where, 3), output + 12, gradient + 12);
}

// @ts-ignore: decorator
@inline
function share(at: i32, from: usize, gradient: usize): void {
  if (at >= 0) store<f32>(gradient + <usize>at, load<f32>(gradient + <usize>at) + load<f32>(from));
}
