// Every kernel that registerTrainingKernels() brings.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { prelu } from './activation/Prelu.ts';
import { conv2D } from './convolution/Conv2D.ts';
import { conv2DBackpropFilter } from './convolution/Conv2DBackpropFilter.ts';
import { conv2DBackpropInput } from './convolution/Conv2DBackpropInput.ts';
import { conv3DBackpropFilterV2 } from './convolution/Conv3DBackpropFilterV2.ts';
import { conv3DBackpropInputV2 } from './convolution/Conv3DBackpropInputV2.ts';
import { depthwiseConv2dNative } from './convolution/DepthwiseConv2dNative.ts';
import { depthwiseConv2dNativeBackpropFilter } from './convolution/DepthwiseConv2dNativeBackpropFilter.ts';
import { depthwiseConv2dNativeBackpropInput } from './convolution/DepthwiseConv2dNativeBackpropInput.ts';
import { fusedConv2D, fusedDepthwiseConv2D } from './convolution/FusedConv2D.ts';
import { arithmetic } from './elementwise/arithmetic.ts';
import { cast } from './elementwise/Cast.ts';
import { clipByValue, relu6 } from './elementwise/ClipByValue.ts';
import { comparisons } from './elementwise/comparisons.ts';
import { elementary } from './elementwise/elementary.ts';
import { maximum, minimum } from './elementwise/extremum.ts';
import { floorDiv } from './elementwise/FloorDiv.ts';
import { mod } from './elementwise/Mod.ts';
import { pow } from './elementwise/Pow.ts';
import { huberLoss, logitCrossEntropy } from './elementwise/pointwise-losses.ts';
import { select } from './elementwise/Select.ts';
import { sign } from './elementwise/Sign.ts';
import { simpleFunctions } from './elementwise/simple-functions.ts';
import { resizeBilinearGrad, resizeNearestNeighborGrad } from './images/resize.ts';
import { transform } from './images/Transform.ts';
import { gatherV2 } from './indexing/GatherV2.ts';
import { oneHot } from './indexing/OneHot.ts';
import { unsortedSegmentSum } from './indexing/UnsortedSegmentSum.ts';
import { fusedBatchNorm } from './normalization/FusedBatchNorm.ts';
import { lrn, lrnGrad } from './normalization/local-response-normalization.ts';
import { avgPool } from './pooling/AvgPool.ts';
import { avgPoolGrad } from './pooling/AvgPoolGrad.ts';
import { dilation2D, dilation2DBackpropFilter, dilation2DBackpropInput } from './pooling/dilation.ts';
import { maxPool } from './pooling/MaxPool.ts';
import { maxPoolGrad } from './pooling/MaxPoolGrad.ts';
import { maxPoolWithArgmax } from './pooling/MaxPoolWithArgmax.ts';
import {
  avgPool3D,
  avgPool3DGrad,
  maxPool3D,
  maxPool3DGrad,
  maxPool3DPlaces,
} from './pooling/volume-pooling.ts';
import { batchMatMul } from './product/BatchMatMul.ts';
import { einsum } from './product/Einsum.ts';
import { fusedMatMul } from './product/FusedMatMul.ts';
import { argMax, argMin } from './reduction/arg-max.ts';
import { cumprod, cumsum } from './reduction/cumulative.ts';
import { all, any, max, min, prod } from './reduction/reductions.ts';
import { mean, sum } from './reduction/Sum.ts';
import { topK } from './reduction/TopK.ts';
import { batchToSpaceND, depthToSpace, spaceToBatchND } from './reshaping/blocks.ts';
import { concat, pack } from './reshaping/concatenation.ts';
import { identity } from './reshaping/Identity.ts';
import { padV2 } from './reshaping/PadV2.ts';
import { reverse } from './reshaping/Reverse.ts';
import { slice, splitV, stridedSlice, unpack } from './reshaping/slices.ts';
import { tile } from './reshaping/Tile.ts';
import { transpose } from './reshaping/Transpose.ts';
import type { TrainingKernel } from './training-kernel.ts';

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
