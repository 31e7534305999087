// Every kernel that registerTrainingKernels() brings.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { avgPool } from './AvgPool.ts';
import { avgPoolGrad } from './AvgPoolGrad.ts';
import { argMax, argMin } from './arg-max.ts';
import { arithmetic } from './arithmetic.ts';
import { batchMatMul } from './BatchMatMul.ts';
import { batchToSpaceND, depthToSpace, spaceToBatchND } from './blocks.ts';
import { cast } from './Cast.ts';
import { clipByValue, relu6 } from './ClipByValue.ts';
import { conv2D } from './Conv2D.ts';
import { conv2DBackpropFilter } from './Conv2DBackpropFilter.ts';
import { conv2DBackpropInput } from './Conv2DBackpropInput.ts';
import { conv3DBackpropFilterV2 } from './Conv3DBackpropFilterV2.ts';
import { conv3DBackpropInputV2 } from './Conv3DBackpropInputV2.ts';
import { comparisons } from './comparisons.ts';
import { cumprod, cumsum } from './cumulative.ts';
import { depthwiseConv2dNative } from './DepthwiseConv2dNative.ts';
import { depthwiseConv2dNativeBackpropFilter } from './DepthwiseConv2dNativeBackpropFilter.ts';
import { depthwiseConv2dNativeBackpropInput } from './DepthwiseConv2dNativeBackpropInput.ts';
import { dilation2D, dilation2DBackpropFilter, dilation2DBackpropInput } from './dilation.ts';
import { einsum } from './Einsum.ts';
import { elementary } from './elementary.ts';
import { maximum, minimum } from './extremum.ts';
import { floorDiv } from './FloorDiv.ts';
import { fusedBatchNorm } from './FusedBatchNorm.ts';
import { fusedConv2D, fusedDepthwiseConv2D } from './FusedConv2D.ts';
import { fusedMatMul } from './FusedMatMul.ts';
import { gatherV2 } from './GatherV2.ts';
import { identity } from './Identity.ts';
import { concat, pack } from './joins.ts';
import { lrn, lrnGrad } from './local-response-normalization.ts';
import { maxPool } from './MaxPool.ts';
import { maxPoolGrad } from './MaxPoolGrad.ts';
import { maxPoolWithArgmax } from './MaxPoolWithArgmax.ts';
import { mod } from './Mod.ts';
import { oneHot } from './OneHot.ts';
import { padV2 } from './PadV2.ts';
import { pow } from './Pow.ts';
import { prelu } from './Prelu.ts';
import { huberLoss, logitCrossEntropy } from './pointwise-losses.ts';
import { reverse } from './Reverse.ts';
import { all, any, max, min, prod } from './reductions.ts';
import { resizeBilinearGrad, resizeNearestNeighborGrad } from './resize.ts';
import { select } from './Select.ts';
import { sign } from './Sign.ts';
import { mean, sum } from './Sum.ts';
import { simpleFunctions } from './simple-functions.ts';
import { slice, splitV, stridedSlice, unpack } from './slices.ts';
import { tile } from './Tile.ts';
import { topK } from './TopK.ts';
import { transform } from './Transform.ts';
import { transpose } from './Transpose.ts';
import type { TrainingKernel } from './training-kernel.ts';
import { unsortedSegmentSum } from './UnsortedSegmentSum.ts';
import { avgPool3D, avgPool3DGrad, maxPool3D, maxPool3DGrad, maxPool3DPlaces } from './volume-pooling.ts';

export const trainingKernels: readonly (TrainingKernel | TrainingKernel<TensorInfo[]>)[] = [
  all,
  any,
  argMax,
  argMin,
  avgPool,
  avgPoolGrad,
  avgPool3D,
  avgPool3DGrad,
  batchMatMul,
  batchToSpaceND,
  cast,
  clipByValue,
  concat,
  conv2D,
  conv2DBackpropFilter,
  conv2DBackpropInput,
  conv3DBackpropFilterV2,
  conv3DBackpropInputV2,
  cumprod,
  cumsum,
  depthToSpace,
  depthwiseConv2dNative,
  depthwiseConv2dNativeBackpropFilter,
  depthwiseConv2dNativeBackpropInput,
  dilation2D,
  dilation2DBackpropFilter,
  dilation2DBackpropInput,
  einsum,
  floorDiv,
  fusedBatchNorm,
  fusedConv2D,
  fusedDepthwiseConv2D,
  fusedMatMul,
  gatherV2,
  huberLoss,
  identity,
  logitCrossEntropy,
  lrn,
  lrnGrad,
  max,
  maxPool,
  maxPoolGrad,
  maxPoolWithArgmax,
  maxPool3D,
  maxPool3DGrad,
  maxPool3DPlaces,
  maximum,
  mean,
  min,
  minimum,
  mod,
  oneHot,
  pack,
  padV2,
  pow,
  prelu,
  prod,
  relu6,
  resizeBilinearGrad,
  resizeNearestNeighborGrad,
  reverse,
  select,
  sign,
  slice,
  spaceToBatchND,
  splitV,
  stridedSlice,
  sum,
  tile,
  topK,
  transform,
  transpose,
  unpack,
  unsortedSegmentSum,
  ...arithmetic,
  ...comparisons,
  ...elementary,
  ...simpleFunctions,
];
