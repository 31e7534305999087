// Max pooling over 2x2 windows that do not overlap, and its gradient: four inputs to one output in registers, four
// channels at a time. The usual case of max-pool.ts, several times as fast.
import { ConvShape } from '../conv2d/conv-shape';
import { zeroFloats } from '../memory/floats';

export function isTwoByTwo(shape: ConvShape): bool {
  const window = shape.filterHeight == 2 && shape.filterWidth == 2 && shape.strideHeight == 2 && shape.strideWidth == 2;
  const whole = shape.outHeight * 2 <= shape.inHeight && shape.outWidth * 2 <= shape.inWidth;
  return window && whole && shape.dilationHeight == 1 && shape.dilationWidth == 1 && (shape.inChannels & 3) == 0 &&
    shape.padTop == 0 && shape.padLeft == 0;
}

// A NaN is never larger: as in tfjs' cpu backend it is passed over.
// @ts-ignore: decorator
@inline
export function larger(a: v128, b: v128): v128 {
  return f32x4.pmax(a, b);
}

export function maxPoolTwoByTwo(shape: ConvShape, image: usize, output: usize): void {
  const channels = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * channels;
  for (let item = 0; item < shape.batch; item++) {
    for (let y = 0; y < shape.outHeight; y++) {
      let from = image + <usize>(2 * y) * line;
      for (let x = 0; x < shape.outWidth; x++) {
        for (let at: usize = 0; at < channels; at += 16) {
          const corner = from + at;
          let largest = larger(f32x4.splat(-Infinity), v128.load(corner));
          largest = larger(largest, v128.load(corner + channels));
          largest = larger(largest, v128.load(corner + line));
          largest = larger(largest, v128.load(corner + line + channels));
          v128.store(output + at, largest);
        }
        from += 2 * channels;
        output += channels;
      }
    }
    image += <usize>shape.inHeight * line;
  }
}

export function twoByTwoGradient(shape: ConvShape, outputGradient: usize, image: usize, imageGradient: usize): void {
  const channels = <usize>shape.inChannels << 2, line = <usize>shape.inWidth * channels;
  const uncovered = shape.inChannels * (shape.inWidth - 2 * shape.outWidth);
  for (let item = 0; item < shape.batch; item++) {
    for (let y = 0; y < shape.outHeight; y++) {
      let offset = <usize>(2 * y) * line;
      for (let x = 0; x < shape.outWidth; x++) {
        for (let at: usize = 0; at < channels; at += 16) {
          fourGradients(v128.load(outputGradient + at), image + offset + at, imageGradient + offset + at, channels, line);
        }
        offset += 2 * channels;
        outputGradient += channels;
      }
      zeroFloats(imageGradient + offset, uncovered);
      zeroFloats(imageGradient + offset + line, uncovered);
    }
    const rest = shape.inHeight - 2 * shape.outHeight;
    zeroFloats(imageGradient + <usize>(2 * shape.outHeight) * line, rest * shape.inWidth * shape.inChannels);
    image += <usize>shape.inHeight * line;
    imageGradient += <usize>shape.inHeight * line;
  }
}

// To the largest of the window's four, or to none. Steps in bytes.
// @ts-ignore: decorator
@inline
function fourGradients(gradient: v128, corner: usize, to: usize, right: usize, down: usize): void {
  const lowest = f32x4.splat(-Infinity);
  const a = v128.load(corner), b = v128.load(corner + right), c = v128.load(corner + down), d = v128.load(corner + down + right);
  const isA = f32x4.gt(a, lowest), ofA = v128.bitselect(a, lowest, isA);
  const isB = f32x4.gt(b, ofA), ofB = v128.bitselect(b, ofA, isB);
  const isC = f32x4.gt(c, ofB), ofC = v128.bitselect(c, ofB, isC);
  const isD = f32x4.gt(d, ofC);
  // The last that was larger than all before it has the gradient.
  const notD = v128.andnot(gradient, isD), notC = v128.andnot(notD, isC);
  v128.store(to + down + right, v128.and(gradient, isD));
  v128.store(to + down, v128.and(notD, isC));
  v128.store(to + right, v128.and(notC, isB));
  v128.store(to, v128.and(v128.andnot(notC, isB), isA));
}
