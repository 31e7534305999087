// tfjs kernels MaxPool3D, AvgPool3D, MaxPool3DGrad and AvgPool3DGrad: the largest number or the mean of each window of volumes
// [n,d,h,w,c], and the way back. The backend's own look at one number after another.
import { backend_util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { withFloats } from '../float-input.ts';
import {
  attributes,
  expectGradientShape,
  input,
  inputs,
  type KernelCall,
  type TrainingKernel,
} from '../training-kernel.ts';

const infoOf = (call: KernelCall, { shape }: TensorInfo) =>
  volumePoolInfo(shape, attributes<VolumePoolAttributes>(call));

/** Room for the largest number of each column of a line of windows, and for its place. */
const columnsOf = (heap: Heap, { inWidth, inChannels }: backend_util.Conv3DInfo) =>
  heap.scratch(2 * 4 * inWidth * inChannels);

function forward(name: string, pool: 'maxPoolVolume' | 'averagePoolVolume'): TrainingKernel {
  return {
    name,
    run(call) {
      const { heap } = call;
      const { x } = inputs<'x'>(call);
      const info = infoOf(call, x);
      return withFloats(heap, [x], (volumes) => {
        const output = heap.output(info.outShape);
        heap.kernels[pool](volumeShape(heap, info), heap.address(volumes), heap.address(output));
        return output;
      });
    },
  };
}

export const maxPool3D = forward('MaxPool3D', 'maxPoolVolume');
export const avgPool3D = forward('AvgPool3D', 'averagePoolVolume');

export const maxPool3DGrad: TrainingKernel = {
  name: 'MaxPool3DGrad',
  run(call) {
    const { heap } = call;
    const { dy } = inputs<'dy'>(call);
    const x = input(call, 'input');
    const info = infoOf(call, x);
    expectGradientShape('MaxPool3DGrad', dy, info.outShape);
    return withFloats(heap, [dy, x], (gradient, volumes) => {
      const output = heap.output(x.shape);
      const [from, source, to] = [gradient, volumes, output].map(heap.address);
      heap.kernels.maxPoolVolumeGradient(volumeShape(heap, info), from, source, to, columnsOf(heap, info));
      return output;
    });
  },
};

export const avgPool3DGrad: TrainingKernel = {
  name: 'AvgPool3DGrad',
  run(call) {
    const { heap } = call;
    const { dy } = inputs<'dy'>(call);
    const x = input(call, 'input');
    const info = infoOf(call, x);
    expectGradientShape('AvgPool3DGrad', dy, info.outShape);
    return withFloats(heap, [dy], (gradient) => {
      const output = heap.output(x.shape);
      heap.kernels.averagePoolVolumeGradient(
        volumeShape(heap, info),
        heap.address(gradient),
        heap.address(output),
      );
      return output;
    });
  },
};

/** A kernel of our own: where in all of x the largest number of each window is; for second derivatives. */
export const maxPool3DPlaces: TrainingKernel = {
  name: 'MaxPool3DPlaces',
  run(call) {
    const { heap } = call;
    const { x } = inputs<'x'>(call);
    const info = infoOf(call, x);
    return withFloats(heap, [x], (volumes) => {
      const output = heap.output(info.outShape, 'int32');
      const [source, to] = [volumes, output].map(heap.address);
      heap.kernels.maxPoolVolumeIndices(volumeShape(heap, info), source, to, columnsOf(heap, info));
      return output;
    });
  },
};

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
