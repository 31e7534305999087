// What a kernel of this package is: a name that tfjs knows and a function over a heap.
import { type NamedAttrMap, type NamedTensorInfoMap, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../heap.ts';
import { KernelError } from '../kernel-error.ts';

/** What tfjs hands to a kernel. */
export interface Given {
  readonly inputs: NamedTensorInfoMap;
  readonly attrs?: NamedAttrMap;
}

/** The same, with the backend seen as a heap. */
export interface KernelCall extends Given {
  readonly attrs: NamedAttrMap;
  readonly heap: Heap;
  /** The backend's own kernel of that name, for what it does well; with the same inputs unless others are given. */
  readonly stock: (inputs?: NamedTensorInfoMap) => TensorInfo;
}

/** A kernel: computes one output from its inputs, which it does not change. */
export interface TrainingKernel {
  /** Name in tfjs' kernel registry. */
  readonly name: string;
  run(call: KernelCall): TensorInfo;
  /** Where the backend's own kernel is right, and is called as it is. Nowhere, by default. */
  readonly stockServes?: (call: Given) => boolean;
}

/** Whether a tensor has any numbers. */
export function hasNumbers({ shape }: TensorInfo): boolean {
  return util.sizeFromShape(shape) > 0;
}

/** An input that the kernel cannot do without. */
export function input(call: Given, name: string): TensorInfo {
  const tensor = call.inputs[name];
  if (!tensor) throw new TypeError(`tfjs called a kernel without its input '${name}'`);
  return tensor;
}

/** The attributes as the type that tfjs documents for this kernel; its registry does not carry that type. */
export function attributes<T extends object>(call: Given): T {
  return call.attrs as NamedAttrMap & T;
}

/** Makes sure that a gradient has the shape of what it is the gradient of. @throws KernelError SHAPE_MISMATCH */
export function expectGradientShape(kernel: string, gradient: TensorInfo, output: readonly number[]): void {
  if (
    gradient.shape.length === output.length &&
    gradient.shape.every((length, axis) => length === output[axis])
  )
    return;
  throw new KernelError(
    'SHAPE_MISMATCH',
    `${kernel} expects the gradient of an output [${output}], received one of shape [${gradient.shape}]. ` +
      'Give it the strides, padding and shapes of the forward pass.',
  );
}
