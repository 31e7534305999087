// What depthwise convolution lays out in scratch memory: the image with repeated channels, the filter for several pixels,
// the bias for many pixels, and a filter of one tap and its bias for as many, in this order.
import { ConvShape } from '../conv2d/conv-shape';
import { isThreeByThree, threeByThreeScratchBytes } from './three-by-three';
import { pixelGroup } from '../memory/repeat';
import { rowsBiasScratchBytes } from '../activation/rows-bias-activation';

/** Scratch bytes of a depthwise convolution, forward or backward. */
export function depthwiseScratchBytes(shape: ConvShape): usize {
  if (isThreeByThree(shape)) return threeByThreeScratchBytes(shape);
  const group = <usize>pixelGroup(shape.outChannels);
  return repeatedBytes(shape) + filterBytes(shape) * group + 3 * rowsBiasScratchBytes(shape.outChannels);
}

export function imageBytes(shape: ConvShape): usize {
  return <usize>imageSize(shape) << 2;
}

export function imageSize(shape: ConvShape): i32 {
  return shape.inHeight * shape.inWidth * shape.inChannels;
}

// An image with each channel repeated; none where every channel has one filter.
export function repeatedBytes(shape: ConvShape): usize {
  if (shape.inChannels == shape.outChannels) return 0;
  return <usize>(shape.inHeight * shape.inWidth * shape.outChannels) << 2;
}

export function outputBytes(shape: ConvShape): usize {
  return <usize>(shape.outHeight * shape.outWidth * shape.outChannels) << 2;
}

export function filterBytes(shape: ConvShape): usize {
  return <usize>(shape.filterHeight * shape.filterWidth * shape.outChannels) << 2;
}

/** How many neighbours are taken as one: one where windows are not neighbours, or too few of a row lie inside. */
export function groupOf(shape: ConvShape, width: i32): i32 {
  const channels = shape.outChannels, whole = channels & 1 ? 4 : channels & 2 ? 2 : 1;
  const most = shape.strideWidth == 1 ? width - (shape.filterWidth - 1) * shape.dilationWidth : 1;
  let group = pixelGroup(channels);
  while (group > most) group -= whole;
  return max(group, 1);
}
