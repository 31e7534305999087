// All operations as data. What each does: index.ts.
import type { ActivationSpec } from './activation/activation.ts';
import type { PreluSpec } from './activation/prelu.ts';
import type { SelfGatedActivationSpec } from './activation/self-gated-activation.ts';
import type { LogSoftmaxSpec, SoftmaxSpec } from './activation/softmax.ts';
import type { Conv1dSpec } from './convolution/conv1d.ts';
import type { Conv2dSpec } from './convolution/conv2d.ts';
import type { Conv2dTransposeSpec } from './convolution/conv2d-transpose.ts';
import type { DepthwiseConv2dSpec } from './convolution/depthwise-conv2d.ts';
import type { PooledConv2dSpec } from './convolution/pooled-conv2d.ts';
import type { DenseSpec } from './core/dense.ts';
import type { EmbeddingSpec } from './core/embedding.ts';
import type { InputSpec } from './core/input.ts';
import type { AddSpec, AverageSpec, SubtractSpec } from './merge/add.ts';
import type { ConcatenateSpec } from './merge/concatenate.ts';
import type { DotSpec } from './merge/dot.ts';
import type { MaximumSpec, MinimumSpec } from './merge/maximum.ts';
import type { MultiplySpec } from './merge/multiply.ts';
import type { BatchNormalizationSpec } from './normalization/batch-normalization.ts';
import type { LayerNormalizationSpec } from './normalization/layer-normalization.ts';
import type { UnitNormalizationSpec } from './normalization/unit-normalization.ts';
import type { AveragePool2dSpec } from './pooling/average-pool2d.ts';
import type { GlobalAveragePoolSpec, GlobalMaxPoolSpec } from './pooling/global-pool.ts';
import type { MaxPool2dSpec } from './pooling/max-pool2d.ts';
import type { AveragePool1dSpec, MaxPool1dSpec } from './pooling/pool1d.ts';
import type { RescalingSpec } from './preprocessing/rescaling.ts';
import type { DropoutSpec } from './regularization/dropout.ts';
import type {
  AlphaDropoutSpec,
  GaussianDropoutSpec,
  GaussianNoiseSpec,
  SpatialDropoutSpec,
} from './regularization/noise.ts';
import type { Cropping2dSpec } from './reshaping/cropping2d.ts';
import type { PermuteSpec } from './reshaping/permute.ts';
import type { RepeatVectorSpec } from './reshaping/repeat-vector.ts';
import type { ReshapeSpec } from './reshaping/reshape.ts';
import type { UpSampling2dSpec } from './reshaping/up-sampling2d.ts';
import type { ZeroPadding2dSpec } from './reshaping/zero-padding2d.ts';

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
