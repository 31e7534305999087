// The shape of a pooling, worked out from tfjs' attributes.
import { backend_util, util } from '@tensorflow/tfjs-core';
import { type CacheKey, memoize } from '../../memoize.ts';
import { type Shape4D, withPlaces } from '../convolution/conv-shape.ts';

/** What tfjs tells of a pooling. */
export interface PoolAttributes {
  filterSize: [number, number] | number;
  strides: [number, number] | number;
  pad: 'valid' | 'same' | number | backend_util.ExplicitPadding;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** The geometry of a pooling of images [n,h,w,c]. @throws KernelError SHAPE_MISMATCH for a window larger than the image */
export function poolInfo(image: readonly number[], attributes: PoolAttributes): backend_util.Conv2DInfo {
  return rememberedPool({ image, attributes });
}

interface Pooling {
  readonly image: readonly number[];
  readonly attributes: PoolAttributes;
}

const rememberedPool = memoize(key, ({ image, attributes }: Pooling) => {
  const { filterSize, strides, pad, dimRoundingMode } = attributes;
  return withPlaces(
    backend_util.computePool2DInfo(image as Shape4D, filterSize, strides, 1, pad, dimRoundingMode),
  );
});

function key({ image, attributes }: Pooling): CacheKey | undefined {
  const { filterSize, strides, pad, dimRoundingMode } = attributes;
  return typeof pad === 'object' ? undefined : [image, filterSize, strides, pad, dimRoundingMode];
}

/**
 * Whether tfjs takes the pooling for none: a window of one pixel, and as many places as pixels. Its cpu backend then
 * gives the images back, NaN and all, wherever strides and padding would have led.
 */
export function isIdentity({
  filterHeight,
  filterWidth,
  inShape,
  outShape,
}: backend_util.Conv2DInfo): boolean {
  return filterHeight === 1 && filterWidth === 1 && util.arraysEqual(inShape, outShape);
}
