// All operations as data. What each does: index.ts.
import type { ActivationSpec } from './activation.ts';
import type { AddSpec } from './add.ts';
import type { Conv2dSpec } from './conv2d.ts';
import type { DenseSpec } from './dense.ts';
import type { DropoutSpec } from './dropout.ts';
import type { InputSpec } from './input.ts';
import type { MaxPool2dSpec } from './max-pool2d.ts';
import type { PooledConv2dSpec } from './pooled-conv2d.ts';
import type { ReshapeSpec } from './reshape.ts';
import type { SoftmaxSpec } from './softmax.ts';

export type {
  ActivationSpec,
  AddSpec,
  Conv2dSpec,
  DenseSpec,
  DropoutSpec,
  InputSpec,
  MaxPool2dSpec,
  PooledConv2dSpec,
  ReshapeSpec,
  SoftmaxSpec,
};

/** An operation as data, told apart by `kind`. */
export type OperationSpec =
  | ActivationSpec
  | AddSpec
  | Conv2dSpec
  | DenseSpec
  | DropoutSpec
  | InputSpec
  | MaxPool2dSpec
  | PooledConv2dSpec
  | ReshapeSpec
  | SoftmaxSpec;

/** The name of an operation. */
export type OperationKind = OperationSpec['kind'];
