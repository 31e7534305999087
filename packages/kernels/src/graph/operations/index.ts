// The table of operations: one file each, beside this one.
import { activation } from './activation.ts';
import { add } from './add.ts';
import { conv2d } from './conv2d.ts';
import { dense } from './dense.ts';
import { dropout } from './dropout.ts';
import { input } from './input.ts';
import { maxPool2d } from './max-pool2d.ts';
import type { Operation } from './operation.ts';
import { pooledConv2d } from './pooled-conv2d.ts';
import { reshape } from './reshape.ts';
import { softmax } from './softmax.ts';
import type { OperationKind, OperationSpec } from './specs.ts';

/** What each kind of operation does. */
export const operations: {
  readonly [Kind in OperationKind]: Operation<Extract<OperationSpec, { kind: Kind }>>;
} = {
  activation,
  add,
  conv2d,
  dense,
  dropout,
  input,
  maxPool2d,
  pooledConv2d,
  reshape,
  softmax,
};

/** What an operation does, whatever its kind. */
export function operationOf<Spec extends OperationSpec>(spec: Spec): Operation<Spec> {
  // The kind ties the record to its specification; TypeScript cannot see that through the union.
  return operations[spec.kind] as Operation<OperationSpec> as Operation<Spec>;
}
