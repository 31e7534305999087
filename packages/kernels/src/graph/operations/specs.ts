// All operations as data. What each does: index.ts.
import type { ActivationSpec } from './activation.ts';
import type { AddSpec } from './add.ts';
import type { AveragePool2dSpec } from './average-pool2d.ts';
import type { Conv1dSpec } from './conv1d.ts';
import type { Conv2dSpec } from './conv2d.ts';
import type { Conv2dTransposeSpec } from './conv2d-transpose.ts';
import type { Cropping2dSpec } from './cropping2d.ts';
import type { DenseSpec } from './dense.ts';
import type { DepthwiseConv2dSpec } from './depthwise-conv2d.ts';
import type { DropoutSpec } from './dropout.ts';
import type { GlobalAveragePoolSpec, GlobalMaxPoolSpec } from './global-pool.ts';
import type { InputSpec } from './input.ts';
import type { MaxPool2dSpec } from './max-pool2d.ts';
import type { AveragePool1dSpec, MaxPool1dSpec } from './pool1d.ts';
import type { PooledConv2dSpec } from './pooled-conv2d.ts';
import type { ReshapeSpec } from './reshape.ts';
import type { SoftmaxSpec } from './softmax.ts';
import type { UpSampling2dSpec } from './up-sampling2d.ts';
import type { ZeroPadding2dSpec } from './zero-padding2d.ts';

export type {
  ActivationSpec,
  AddSpec,
  AveragePool1dSpec,
  AveragePool2dSpec,
  Conv1dSpec,
  Conv2dSpec,
  Conv2dTransposeSpec,
  Cropping2dSpec,
  DenseSpec,
  DepthwiseConv2dSpec,
  DropoutSpec,
  GlobalAveragePoolSpec,
  GlobalMaxPoolSpec,
  InputSpec,
  MaxPool1dSpec,
  MaxPool2dSpec,
  PooledConv2dSpec,
  ReshapeSpec,
  SoftmaxSpec,
  UpSampling2dSpec,
  ZeroPadding2dSpec,
};

/** An operation as data, told apart by `kind`. */
export type OperationSpec =
  | ActivationSpec
  | AddSpec
  | AveragePool1dSpec
  | AveragePool2dSpec
  | Conv1dSpec
  | Conv2dSpec
  | Conv2dTransposeSpec
  | Cropping2dSpec
  | DenseSpec
  | DepthwiseConv2dSpec
  | DropoutSpec
  | GlobalAveragePoolSpec
  | GlobalMaxPoolSpec
  | InputSpec
  | MaxPool1dSpec
  | MaxPool2dSpec
  | PooledConv2dSpec
  | ReshapeSpec
  | SoftmaxSpec
  | UpSampling2dSpec
  | ZeroPadding2dSpec;

/** The name of an operation. */
export type OperationKind = OperationSpec['kind'];
