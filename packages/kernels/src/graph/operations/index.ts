// The table of operations: one file each, beside this one.
import { activation } from './activation/activation.ts';
import { prelu } from './activation/prelu.ts';
import { selfGatedActivation } from './activation/self-gated-activation.ts';
import { logSoftmax, softmax } from './activation/softmax.ts';
import { conv1d } from './convolution/conv1d.ts';
import { conv2d } from './convolution/conv2d.ts';
import { conv2dTranspose } from './convolution/conv2d-transpose.ts';
import { depthwiseConv2d } from './convolution/depthwise-conv2d.ts';
import { pooledConv2d } from './convolution/pooled-conv2d.ts';
import { dense } from './core/dense.ts';
import { embedding } from './core/embedding.ts';
import { input } from './core/input.ts';
import { add, average, subtract } from './merge/add.ts';
import { concatenate } from './merge/concatenate.ts';
import { dot } from './merge/dot.ts';
import { maximum, minimum } from './merge/maximum.ts';
import { multiply } from './merge/multiply.ts';
import { batchNormalization } from './normalization/batch-normalization.ts';
import { layerNormalization } from './normalization/layer-normalization.ts';
import { unitNormalization } from './normalization/unit-normalization.ts';
import type { Operation } from './operation.ts';
import { averagePool2d } from './pooling/average-pool2d.ts';
import { globalAveragePool, globalMaxPool } from './pooling/global-pool.ts';
import { maxPool2d } from './pooling/max-pool2d.ts';
import { averagePool1d, maxPool1d } from './pooling/pool1d.ts';
import { rescaling } from './preprocessing/rescaling.ts';
import { dropout } from './regularization/dropout.ts';
import { alphaDropout, gaussianDropout, gaussianNoise, spatialDropout } from './regularization/noise.ts';
import { cropping2d } from './reshaping/cropping2d.ts';
import { permute } from './reshaping/permute.ts';
import { repeatVector } from './reshaping/repeat-vector.ts';
import { reshape } from './reshaping/reshape.ts';
import { upSampling2d } from './reshaping/up-sampling2d.ts';
import { zeroPadding2d } from './reshaping/zero-padding2d.ts';
import type { OperationKind, OperationSpec } from './specs.ts';

/** What each kind of operation does. */
export const operations: {
  readonly [Kind in OperationKind]: Operation<Extract<OperationSpec, { kind: Kind }>>;
} = {
  activation,
  add,
  alphaDropout,
  average,
  averagePool1d,
  averagePool2d,
  batchNormalization,
  concatenate,
  conv1d,
  conv2d,
  conv2dTranspose,
  cropping2d,
  dense,
  depthwiseConv2d,
  dot,
  dropout,
  embedding,
  gaussianDropout,
  gaussianNoise,
  globalAveragePool,
  globalMaxPool,
  input,
  layerNormalization,
  logSoftmax,
  maxPool1d,
  maxPool2d,
  maximum,
  minimum,
  multiply,
  permute,
  pooledConv2d,
  prelu,
  repeatVector,
  rescaling,
  reshape,
  selfGatedActivation,
  softmax,
  spatialDropout,
  subtract,
  unitNormalization,
  upSampling2d,
  zeroPadding2d,
};

/** What an operation does, whatever its kind. */
export function operationOf<Spec extends OperationSpec>(spec: Spec): Operation<Spec> {
  // The kind ties the record to its specification; TypeScript cannot see that through the union.
  return operations[spec.kind] as Operation<OperationSpec> as Operation<Spec>;
}
