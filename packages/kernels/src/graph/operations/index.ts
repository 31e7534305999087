// The table of operations: one file each, beside this one.
import { activation } from './activation.ts';
import { add, average, subtract } from './add.ts';
import { averagePool2d } from './average-pool2d.ts';
import { batchNormalization } from './batch-normalization.ts';
import { concatenate } from './concatenate.ts';
import { conv1d } from './conv1d.ts';
import { conv2d } from './conv2d.ts';
import { conv2dTranspose } from './conv2d-transpose.ts';
import { cropping2d } from './cropping2d.ts';
import { dense } from './dense.ts';
import { depthwiseConv2d } from './depthwise-conv2d.ts';
import { dot } from './dot.ts';
import { dropout } from './dropout.ts';
import { embedding } from './embedding.ts';
import { globalAveragePool, globalMaxPool } from './global-pool.ts';
import { input } from './input.ts';
import { layerNormalization } from './layer-normalization.ts';
import { maxPool2d } from './max-pool2d.ts';
import { maximum, minimum } from './maximum.ts';
import { multiply } from './multiply.ts';
import { alphaDropout, gaussianDropout, gaussianNoise, spatialDropout } from './noise.ts';
import type { Operation } from './operation.ts';
import { permute } from './permute.ts';
import { averagePool1d, maxPool1d } from './pool1d.ts';
import { pooledConv2d } from './pooled-conv2d.ts';
import { prelu } from './prelu.ts';
import { repeatVector } from './repeat-vector.ts';
import { rescaling } from './rescaling.ts';
import { reshape } from './reshape.ts';
import { selfGatedActivation } from './self-gated-activation.ts';
import { logSoftmax, softmax } from './softmax.ts';
import type { OperationKind, OperationSpec } from './specs.ts';
import { unitNormalization } from './unit-normalization.ts';
import { upSampling2d } from './up-sampling2d.ts';
import { zeroPadding2d } from './zero-padding2d.ts';

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
