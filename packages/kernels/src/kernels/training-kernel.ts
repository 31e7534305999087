// What a kernel of this package is: a name that tfjs knows and a function over a heap.
import type { KernelFunc, NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from '../backend/heap.ts';
import { KernelError } from '../kernel-error.ts';

/** What tfjs hands to a kernel. */
export type Given = Parameters<KernelFunc>[0];

/** The same, with the backend seen as a heap. */
export interface KernelCall extends Given {
  readonly attrs: NamedAttrMap;
  readonly heap: Heap;
  /** The backend's own kernel of that name, for what it does well: takes this call, or one with other inputs. */
  readonly stock: (call: Given) => TensorInfo;
}

/** A kernel: computes its output, or its list of outputs, from its inputs, which it does not change. */
export interface TrainingKernel<Output extends TensorInfo | TensorInfo[] = TensorInfo> {
  /** Name in tfjs' kernel registry. */
  readonly name: string;
  run(call: KernelCall): Output;
  /**
   * Where the backend's own kernel is right and quick it is called as it is: gives the function that chooses between
   * the two. Ours, by default.
   *
   * Small tensors take a third of a microsecond, to which every step on the way counts. Each kernel that has a choice
   * writes it out: engines keep what they learn of a function by its place in the source, and inline what it calls only
   * if that is always the same.
   */
  readonly choose?: (ways: Ways) => KernelFunc;
}

/** What a kernel can choose between. */
export interface Ways {
  readonly stock: KernelFunc;
  readonly ours: KernelFunc;
  readonly heapOf: (backend: object) => Heap;
}

/** Whether a tensor has any numbers. */
export function hasNumbers({ shape }: TensorInfo): boolean {
  for (let axis = 0; axis < shape.length; axis++) if (shape[axis] === 0) return false;
  return true;
}

/**
 * The inputs that tfjs documents for a kernel, of which none is missing; its registry does not carry their names. To be
 * taken by name, which is quicker than input() below.
 */
export function inputs<Name extends string>(call: Pick<Given, 'inputs'>): Record<Name, TensorInfo> {
  return call.inputs as NamedTensorInfoMap & Record<Name, TensorInfo>;
}

/** An input that the kernel cannot do without. */
export function input(call: Pick<Given, 'inputs'>, name: string): TensorInfo {
  const tensor = call.inputs[name];
  if (!tensor) throw new TypeError(`tfjs called a kernel without its input '${name}'`);
  return tensor;
}

/** The attributes as the type that tfjs documents for this kernel; its registry does not carry that type. */
export function attributes<T extends object>(call: Pick<Given, 'attrs'>): T {
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
