// tfjs kernel Conv3DBackpropFilterV2: volumes x [n,z,h,w,c] and the gradient dy [n,od,oh,ow,d] to the filter's gradient
// [fd,fh,fw,c,d]. The backend's own is wrong for strides beyond one.
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

export const conv3DBackpropFilterV2: TrainingKernel = {
  name: 'Conv3DBackpropFilterV2',
  run(call) {
    const { heap } = call;
    const { x, dy } = inputs<'x' | 'dy'>(call);
    const {
      filterShape,
      strides,
      pad,
      dilations = 1,
    } = attributes<Conv3DAttributes & { filterShape: Shape5D }>(call);
    const info = backend_util.computeConv3DInfo(x.shape as Shape5D, filterShape, strides, dilations, pad);
    expectGradientShape('Conv3DBackpropFilterV2', dy, info.outShape);
    return withFloats(heap, [x, dy], (volume, gradient) => {
      const output = heap.output(filterShape);
      const slices = volumeSlices(heap, info);
      const { shape, scratch } = prepareSlices(heap, info);
      for (let slice = 0; slice < info.filterDepth; slice++) {
        heap.fill(slices, 0);
        for (const { inVolume, inSlices, size } of meetingSlices(heap, { info, slice, volume, slices }))
          heap.kernels.copy(inSlices, inVolume, size);
        const [from, by] = [heap.address(slices), heap.address(gradient)];
        const to = heap.address(output) + slice * filterSliceBytes(info);
        heap.kernels.conv2dBackward(shape, from, NONE, NONE, LINEAR, by, NONE, to, NONE, false, scratch);
      }
      heap.release(slices);
      return output;
    });
  },
};
