// Convolution in three dimensions as several in two: each slice of the filter, by itself, sees one slice of the volume
// for each slice of the output.
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { convShape } from './conv-shape.ts';

export type Shape5D = [number, number, number, number, number];
export type VolumeInfo = ReturnType<typeof backend_util.computeConv3DInfo>;

/** What tfjs tells the kernels of a three-dimensional convolution's gradients. */
export interface Conv3DAttributes {
  strides: [number, number, number] | number;
  pad: 'valid' | 'same';
  /** Not of tfjs' own gradient, which refuses them: one by default. */
  dilations?: [number, number, number] | number;
}

const FLOAT_BYTES = 4;

/**
 * The slices [h,w,c] that meet under slice `slice` of the filter: addresses in a volume [n,z,h,w,c] and in slices
 * [n * od,h,w,c], one for each slice of the output. Those that the padding lies over are left out.
 */
export function* meetingSlices(
  heap: Heap,
  {
    info,
    slice,
    volume,
    slices,
  }: { info: VolumeInfo; slice: number; volume: TensorInfo; slices: TensorInfo },
): Generator<{ inVolume: number; inSlices: number; size: number }> {
  const { batchSize, inDepth, outDepth, inHeight, inWidth, inChannels, padInfo } = info;
  const first = slice * info.dilationDepth - padInfo.front;
  const size = inHeight * inWidth * inChannels;
  const [volumeStart, slicesStart] = [heap.address(volume), heap.address(slices)];
  for (let place = 0; place < batchSize * outDepth; place++) {
    const depth = (place % outDepth) * info.strideDepth + first;
    if (depth < 0 || depth >= inDepth) continue;
    const index = Math.floor(place / outDepth) * inDepth + depth;
    yield {
      inVolume: volumeStart + index * size * FLOAT_BYTES,
      inSlices: slicesStart + place * size * FLOAT_BYTES,
      size,
    };
  }
}

/** A new tensor for one slice of the volume per slice of the output: [n * od,h,w,c]. */
export function volumeSlices(heap: Heap, info: VolumeInfo): TensorInfo {
  const { batchSize, outDepth, inHeight, inWidth, inChannels } = info;
  return heap.output([batchSize * outDepth, inHeight, inWidth, inChannels]);
}

/** The two-dimensional convolution of all those slices under one slice of the filter, ready to run. */
export function prepareSlices(heap: Heap, info: VolumeInfo): { shape: number; scratch: number } {
  const shape = convShape(heap, { ...info, batchSize: info.batchSize * info.outDepth });
  return { shape, scratch: heap.scratch(heap.kernels.conv2dScratchBytes(shape)) };
}

/** How many bytes a slice of the filter has. */
export function filterSliceBytes({ filterHeight, filterWidth, inChannels, outChannels }: VolumeInfo): number {
  return filterHeight * filterWidth * inChannels * outChannels * FLOAT_BYTES;
}
