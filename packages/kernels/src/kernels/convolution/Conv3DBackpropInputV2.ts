// tfjs kernel Conv3DBackpropInputV2: the gradient dy [n,od,oh,ow,d] and filter [fd,fh,fw,c,d] to the volumes' gradient
// [n,z,h,w,c]. The backend's own is wrong for every filter deeper than one.
import { backend_util } from '@tensorflow/tfjs-core';
import { withFloats } from '../float-input.ts';
import { attributes, expectGradientShape, inputs, type TrainingKernel } from '../training-kernel.ts';
import {
  type Conv3DAttributes,
  filterSliceBytes,
  meetingSlices,
  prepareSlices,
  type Shape5D,
  volumeSlices,
} from './volume-slices.ts';

const NONE = 0;
const LINEAR = 0;

export const conv3DBackpropInputV2: TrainingKernel = {
  name: 'Conv3DBackpropInputV2',
  run(call) {
    const { heap } = call;
    const { dy, filter } = inputs<'dy' | 'filter'>(call);
    const {
      inputShape,
      strides,
      pad,
      dilations = 1,
    } = attributes<Conv3DAttributes & { inputShape: Shape5D }>(call);
    const info = backend_util.computeConv3DInfo(inputShape, filter.shape as Shape5D, strides, dilations, pad);
    expectGradientShape('Conv3DBackpropInputV2', dy, info.outShape);
    return withFloats(heap, [dy, filter], (gradient, weights) => {
      const volume = heap.output(inputShape);
      heap.fill(volume, 0);
      const slices = volumeSlices(heap, info);
      const { shape, scratch } = prepareSlices(heap, info);
      for (let slice = 0; slice < info.filterDepth; slice++) {
        const by = heap.address(weights) + slice * filterSliceBytes(info);
        const [from, to] = [heap.address(gradient), heap.address(slices)];
        heap.kernels.conv2dBackward(shape, NONE, by, NONE, LINEAR, from, to, NONE, NONE, false, scratch);
        for (const { inVolume, inSlices, size } of meetingSlices(heap, { info, slice, volume, slices }))
          heap.kernels.add(inVolume, inSlices, size);
      }
      heap.release(slices);
      return volume;
    });
  },
};
