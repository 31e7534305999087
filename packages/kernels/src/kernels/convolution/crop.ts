// A gradient that is larger than the output it belongs to: tfjs' cpu backend reads its upper left part, and
// conv2dTranspose, which takes any output shape, relies upon that.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import type { Shape4D } from './conv-shape.ts';

const FLOAT_BYTES = 4;

/** Whether images [n,h,w,c] have a part of another height and width, which is smaller. */
export function exceeds({ shape }: TensorInfo, [batch, height, width, channels]: Shape4D): boolean {
  const [ownBatch, ownHeight, ownWidth, ownChannels] = shape;
  if (shape.length !== 4 || ownBatch !== batch || ownChannels !== channels) return false;
  return ownHeight >= height && ownWidth >= width && ownHeight * ownWidth > height * width;
}

/** The upper left part of images [n,h,w,c], as a new tensor. */
export function crop(heap: Heap, images: TensorInfo, part: Shape4D): TensorInfo {
  const [batch, height, width, channels] = part;
  const [, fullHeight, fullWidth] = images.shape;
  const output = heap.output(part);
  const [from, to] = [heap.address(images), heap.address(output)];
  const pixel = channels * FLOAT_BYTES;
  for (let row = 0; row < batch * height; row++) {
    const source = (Math.floor(row / height) * fullHeight + (row % height)) * fullWidth;
    heap.kernels.copy(to + row * width * pixel, from + source * pixel, width * channels);
  }
  return output;
}
