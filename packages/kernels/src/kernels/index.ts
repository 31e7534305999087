// Every kernel that registerTrainingKernels() brings.

import { avgPool } from './AvgPool.ts';
import { avgPoolGrad } from './AvgPoolGrad.ts';
import { argMax, argMin } from './arg-max.ts';
import { arithmetic } from './arithmetic.ts';
import { batchMatMul } from './BatchMatMul.ts';
import { cast } from './Cast.ts';
import { clipByValue, relu6 } from './ClipByValue.ts';
import { conv2D } from './Conv2D.ts';
import { conv2DBackpropFilter } from './Conv2DBackpropFilter.ts';
import { conv2DBackpropInput } from './Conv2DBackpropInput.ts';
import { conv3DBackpropFilterV2 } from './Conv3DBackpropFilterV2.ts';
import { conv3DBackpropInputV2 } from './Conv3DBackpropInputV2.ts';
import { cumprod, cumsum } from './cumulative.ts';
import { depthwiseConv2dNative } from './DepthwiseConv2dNative.ts';
import { depthwiseConv2dNativeBackpropFilter } from './DepthwiseConv2dNativeBackpropFilter.ts';
import { depthwiseConv2dNativeBackpropInput } from './DepthwiseConv2dNativeBackpropInput.ts';
import { elementary } from './elementary.ts';
import { maximum, minimum } from './extremum.ts';
import { floorDiv } from './FloorDiv.ts';
import { fusedBatchNorm } from './FusedBatchNorm.ts';
import { fusedConv2D, fusedDepthwiseConv2D } from './FusedConv2D.ts';
import { fusedMatMul } from './FusedMatMul.ts';
import { gatherV2 } from './GatherV2.ts';
import { identity } from './Identity.ts';
import { maxPool } from './MaxPool.ts';
import { maxPoolGrad } from './MaxPoolGrad.ts';
import { mod } from './Mod.ts';
import { oneHot } from './OneHot.ts';
import { pow } from './Pow.ts';
import { prelu } from './Prelu.ts';
import { reverse } from './Reverse.ts';
import { all, any, max, min, prod } from './reductions.ts';
import { select } from './Select.ts';
import { sign } from './Sign.ts';
import { mean, sum } from './Sum.ts';
import { simpleFunctions } from './simple-functions.ts';
import { tile } from './Tile.ts';
import { transpose } from './Transpose.ts';
import type { TrainingKernel } from './training-kernel.ts';
import { unsortedSegmentSum } from './UnsortedSegmentSum.ts';

export const trainingKernels: readonly TrainingKernel[] = [
  all,
  any,
  argMax,
  argMin,
  avgPool,
  avgPoolGrad,
  batchMatMul,
  cast,
  clipByValue,
  conv2D,
  conv2DBackpropFilter,
  conv2DBackpropInput,
  conv3DBackpropFilterV2,
  conv3DBackpropInputV2,
  cumprod,
  cumsum,
  depthwiseConv2dNative,
  depthwiseConv2dNativeBackpropFilter,
  depthwiseConv2dNativeBackpropInput,
  floorDiv,
  fusedBatchNorm,
  fusedConv2D,
  fusedDepthwiseConv2D,
  fusedMatMul,
  gatherV2,
  identity,
  max,
  maxPool,
  maxPoolGrad,
  maximum,
  mean,
  min,
  minimum,
  mod,
  oneHot,
  pow,
  prelu,
  prod,
  relu6,
  reverse,
  select,
  sign,
  sum,
  tile,
  transpose,
  unsortedSegmentSum,
  ...arithmetic,
  ...elementary,
  ...simpleFunctions,
];
