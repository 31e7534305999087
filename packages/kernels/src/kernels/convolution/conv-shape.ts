// The shape of a convolution or pooling: worked out from tfjs' attributes, and laid out as the compiled kernels read
// it (assembly/conv2d/conv-shape.ts has the same order).
import { backend_util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { KernelError } from '../../kernel-error.ts';
import { type CacheKey, memoize } from '../../memoize.ts';
import type { WindowGeometry } from '../../reference/convolution/window-geometry.ts';

export type Shape4D = [batch: number, height: number, width: number, channels: number];

/** What tfjs tells of a convolution. */
export interface Conv2DAttributes {
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  dataFormat: 'NHWC' | 'NCHW';
  dilations?: [number, number] | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/**
 * The geometry of a convolution of images [n,h,w,c], or [n,c,h,w] in NCHW order, with a filter [fh,fw,c,d].
 *
 * @throws KernelError SHAPE_MISMATCH for a filter larger than the image.
 */
export function conv2DInfo(
  image: readonly number[],
  filter: readonly number[],
  attributes: Conv2DAttributes,
): backend_util.Conv2DInfo {
  return rememberedConv2D({ image, filter, attributes });
}

interface Convolution {
  readonly image: readonly number[];
  readonly filter: readonly number[];
  readonly attributes: Partial<Conv2DAttributes> & Pick<Conv2DAttributes, 'strides' | 'pad'>;
}

const rememberedConv2D = memoize(key, ({ image, filter, attributes }: Convolution) =>
  withPlaces(
    backend_util.computeConv2DInfo(
      image as Shape4D,
      filter as Shape4D,
      attributes.strides,
      attributes.dilations ?? 1,
      attributes.pad,
      attributes.dimRoundingMode,
      false,
      attributes.dataFormat === 'NCHW' ? 'channelsFirst' : 'channelsLast',
    ),
  ),
);

const rememberedDepthwise = memoize(key, ({ image, filter, attributes }: Convolution) =>
  withPlaces(
    backend_util.computeConv2DInfo(
      image as Shape4D,
      filter as Shape4D,
      attributes.strides,
      attributes.dilations ?? 1,
      attributes.pad,
      attributes.dimRoundingMode,
      true,
      attributes.dataFormat === 'NCHW' ? 'channelsFirst' : 'channelsLast',
    ),
  ),
);

// Paddings side by side are seldom, and lists of lists.
function key({ image, filter, attributes }: Convolution): CacheKey | undefined {
  const { strides, pad, dilations, dimRoundingMode, dataFormat } = attributes;
  return typeof pad === 'object'
    ? undefined
    : [image, filter, strides, pad, dilations, dimRoundingMode, dataFormat];
}

/**
 * The geometry of a depthwise convolution of images [n,h,w,c], or [n,c,h,w] in NCHW order, with a filter [fh,fw,c,m];
 * outChannels is c * m.
 *
 * @throws KernelError SHAPE_MISMATCH for a filter larger than the image.
 */
export function depthwiseInfo(
  image: readonly number[],
  filter: readonly number[],
  attributes: Convolution['attributes'],
): backend_util.Conv2DInfo {
  return rememberedDepthwise({ image, filter, attributes });
}

/** The geometry itself, if the window has a place or none in its images. @throws KernelError SHAPE_MISMATCH */
export function withPlaces(info: backend_util.Conv2DInfo): backend_util.Conv2DInfo {
  if (info.outHeight >= 0 && info.outWidth >= 0) return info;
  throw new KernelError(
    'SHAPE_MISMATCH',
    `A window of ${info.effectiveFilterHeight}x${info.effectiveFilterWidth} has no place in images of ` +
      `${info.inHeight}x${info.inWidth}. Use a smaller filter, or pad the images.`,
  );
}

/** Writes the shape into the heap and gives its address, good until the next record. */
export function convShape(heap: Heap, info: WindowGeometry): number {
  return heap.record([
    info.batchSize,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.outHeight,
    info.outWidth,
    info.outChannels,
    info.filterHeight,
    info.filterWidth,
    info.strideHeight,
    info.strideWidth,
    info.dilationHeight,
    info.dilationWidth,
    info.padInfo.top,
    info.padInfo.left,
  ]);
}

/** Scratch memory for a convolution, and its shape, in that order of allocation; both good until the next kernel. */
export function prepareConv2D(heap: Heap, info: backend_util.Conv2DInfo): { shape: number; scratch: number } {
  const shape = convShape(heap, info);
  return { shape, scratch: heap.scratch(heap.kernels.conv2dScratchBytes(shape)) };
}

/** The same for a depthwise convolution. */
export function prepareDepthwise(
  heap: Heap,
  info: backend_util.Conv2DInfo,
): { shape: number; scratch: number } {
  const shape = convShape(heap, info);
  return { shape, scratch: heap.scratch(heap.kernels.depthwiseScratchBytes(shape)) };
}
