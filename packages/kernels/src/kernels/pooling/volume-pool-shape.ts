// The shape of a pooling of volumes [n,d,h,w,c], worked out from tfjs' attributes.
import { backend_util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';

/** What tfjs tells of a pooling of volumes. */
export interface VolumePoolAttributes {
  readonly filterSize: [number, number, number] | number;
  readonly strides: [number, number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** The geometry of a pooling of volumes; a window larger than they are has no place, and its output no numbers. */
export function volumePoolInfo(
  volume: readonly number[],
  { filterSize, strides, pad, dimRoundingMode }: VolumePoolAttributes,
): backend_util.Conv3DInfo {
  const shape = [...volume] as [number, number, number, number, number];
  return backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
}

/** Writes the shape into the heap and gives its address, good until the next record. */
export function volumeShape(heap: Heap, info: backend_util.Conv3DInfo): number {
  return heap.record([
    info.batchSize,
    info.inDepth,
    info.inHeight,
    info.inWidth,
    info.inChannels,
    info.outDepth,
    info.outHeight,
    info.outWidth,
    info.filterDepth,
    info.filterHeight,
    info.filterWidth,
    info.strideDepth,
    info.strideHeight,
    info.strideWidth,
    info.padInfo.front,
    info.padInfo.top,
    info.padInfo.left,
  ]);
}
