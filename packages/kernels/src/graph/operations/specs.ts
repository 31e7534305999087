// All operations as data. What each does: index.ts.
import type { ActivationSpec } from './activation.ts';
import type { AddSpec, AverageSpec, SubtractSpec } from './add.ts';
import type { AveragePool2dSpec } from './average-pool2d.ts';
import type { BatchNormalizationSpec } from './batch-normalization.ts';
import type { ConcatenateSpec } from './concatenate.ts';
import type { Conv1dSpec } from './conv1d.ts';
import type { Conv2dSpec } from './conv2d.ts';
import type { Conv2dTransposeSpec } from './conv2d-transpose.ts';
import type { Cropping2dSpec } from './cropping2d.ts';
import type { DenseSpec } from './dense.ts';
import type { DepthwiseConv2dSpec } from './depthwise-conv2d.ts';
import type { DotSpec } from './dot.ts';
import type { DropoutSpec } from './dropout.ts';
import type { EmbeddingSpec } from './embedding.ts';
import type { GlobalAveragePoolSpec, GlobalMaxPoolSpec } from './global-pool.ts';
import type { InputSpec } from './input.ts';
import type { LayerNormalizationSpec } from './layer-normalization.ts';
import type { MaxPool2dSpec } from './max-pool2d.ts';
import type { MaximumSpec, MinimumSpec } from './maximum.ts';
import type { MultiplySpec } from './multiply.ts';
import type {
  AlphaDropoutSpec,
  GaussianDropoutSpec,
  GaussianNoiseSpec,
  SpatialDropoutSpec,
} from './noise.ts';
import type { PermuteSpec } from './permute.ts';
import type { AveragePool1dSpec, MaxPool1dSpec } from './pool1d.ts';
import type { PooledConv2dSpec } from './pooled-conv2d.ts';
import type { PreluSpec } from './prelu.ts';
import type { RepeatVectorSpec } from './repeat-vector.ts';
import type { RescalingSpec } from './rescaling.ts';
import type { ReshapeSpec } from './reshape.ts';
import type { SelfGatedActivationSpec } from './self-gated-activation.ts';
import type { LogSoftmaxSpec, SoftmaxSpec } from './softmax.ts';
import type { UnitNormalizationSpec } from './unit-normalization.ts';
import type { UpSampling2dSpec } from './up-sampling2d.ts';
import type { ZeroPadding2dSpec } from './zero-padding2d.ts';

export type {
  ActivationSpec,
  AddSpec,
  AlphaDropoutSpec,
  AveragePool1dSpec,
  AveragePool2dSpec,
  AverageSpec,
  BatchNormalizationSpec,
  ConcatenateSpec,
  Conv1dSpec,
  Conv2dSpec,
  Conv2dTransposeSpec,
  Cropping2dSpec,
  DenseSpec,
  DepthwiseConv2dSpec,
  DotSpec,
  DropoutSpec,
  EmbeddingSpec,
  GaussianDropoutSpec,
  GaussianNoiseSpec,
  GlobalAveragePoolSpec,
  GlobalMaxPoolSpec,
  InputSpec,
  LayerNormalizationSpec,
  LogSoftmaxSpec,
  MaximumSpec,
  MaxPool1dSpec,
  MaxPool2dSpec,
  MinimumSpec,
  MultiplySpec,
  PermuteSpec,
  PooledConv2dSpec,
  PreluSpec,
  RepeatVectorSpec,
  RescalingSpec,
  ReshapeSpec,
  SelfGatedActivationSpec,
  SoftmaxSpec,
  SpatialDropoutSpec,
  SubtractSpec,
  UnitNormalizationSpec,
  UpSampling2dSpec,
  ZeroPadding2dSpec,
};

/** An operation as data, told apart by `kind`. */
export type OperationSpec =
  | ActivationSpec
  | AddSpec
  | AlphaDropoutSpec
  | AverageSpec
  | AveragePool1dSpec
  | AveragePool2dSpec
  | BatchNormalizationSpec
  | ConcatenateSpec
  | Conv1dSpec
  | Conv2dSpec
  | Conv2dTransposeSpec
  | Cropping2dSpec
  | DenseSpec
  | DepthwiseConv2dSpec
  | DotSpec
  | DropoutSpec
  | EmbeddingSpec
  | GaussianDropoutSpec
  | GaussianNoiseSpec
  | GlobalAveragePoolSpec
  | GlobalMaxPoolSpec
  | InputSpec
  | LayerNormalizationSpec
  | LogSoftmaxSpec
  | MaxPool1dSpec
  | MaxPool2dSpec
  | MaximumSpec
  | MinimumSpec
  | MultiplySpec
  | PermuteSpec
  | PooledConv2dSpec
  | PreluSpec
  | RepeatVectorSpec
  | RescalingSpec
  | ReshapeSpec
  | SelfGatedActivationSpec
  | SoftmaxSpec
  | SpatialDropoutSpec
  | SubtractSpec
  | UnitNormalizationSpec
  | UpSampling2dSpec
  | ZeroPadding2dSpec;

/** The name of an operation. */
export type OperationKind = OperationSpec['kind'];
