// Every kernel that registerTrainingKernels() brings.
import { batchMatMul } from './BatchMatMul.ts';
import { conv2D } from './Conv2D.ts';
import { conv2DBackpropFilter } from './Conv2DBackpropFilter.ts';
import { conv2DBackpropInput } from './Conv2DBackpropInput.ts';
import { maxPoolGrad } from './MaxPoolGrad.ts';
import type { TrainingKernel } from './training-kernel.ts';

export const trainingKernels: readonly TrainingKernel[] = [
  batchMatMul,
  conv2D,
  conv2DBackpropFilter,
  conv2DBackpropInput,
  maxPoolGrad,
];
