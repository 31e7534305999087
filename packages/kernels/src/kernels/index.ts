// Every kernel that registerTrainingKernels() brings.
import { avgPool } from './AvgPool.ts';
import { avgPoolGrad } from './AvgPoolGrad.ts';
import { batchMatMul } from './BatchMatMul.ts';
import { conv2D } from './Conv2D.ts';
import { conv2DBackpropFilter } from './Conv2DBackpropFilter.ts';
import { conv2DBackpropInput } from './Conv2DBackpropInput.ts';
import { depthwiseConv2dNative } from './DepthwiseConv2dNative.ts';
import { depthwiseConv2dNativeBackpropFilter } from './DepthwiseConv2dNativeBackpropFilter.ts';
import { depthwiseConv2dNativeBackpropInput } from './DepthwiseConv2dNativeBackpropInput.ts';
import { maxPoolGrad } from './MaxPoolGrad.ts';
import type { TrainingKernel } from './training-kernel.ts';
import { unsortedSegmentSum } from './UnsortedSegmentSum.ts';

export const trainingKernels: readonly TrainingKernel[] = [
  avgPool,
  avgPoolGrad,
  batchMatMul,
  conv2D,
  conv2DBackpropFilter,
  conv2DBackpropInput,
  depthwiseConv2dNative,
  depthwiseConv2dNativeBackpropFilter,
  depthwiseConv2dNativeBackpropInput,
  maxPoolGrad,
  unsortedSegmentSum,
];
