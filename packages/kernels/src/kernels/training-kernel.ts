// What a kernel of this package is: a name that tfjs knows and a function over a heap.
import type { KernelFunc, NamedAttrMap, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from '../backend/heap.ts';
import { KernelError } from '../kernel-error.ts';

/** What tfjs hands to a kernel. */
export type KernelArguments = Parameters<KernelFunc>[0];

/** The same, with the backend seen as a heap. */
export interface KernelCall extends KernelArguments {
  readonly attrs: NamedAttrMap;
  readonly heap: Heap;
  /** The backend's own kernel of that name, for the inputs that it handles well: accepts this call, or one with other inputs. */
  readonly original: (call: KernelArguments) => TensorInfo;
}

/** A kernel: computes its output, or its list of outputs, from its inputs, which it does not change. */
export interface TrainingKernel<Output extends TensorInfo | TensorInfo[] = TensorInfo> {
  /** Name in tfjs' kernel registry. */
  readonly name: string;
  run(call: KernelCall): Output;
  /**
   * Returns the function that chooses between the two kernels, where the original is correct and fast for some inputs. By
   * default it is the replacement.
   *
   * A small tensor takes about 0.3 µs, so that every indirection is measurable. Each kernel with a choice writes it out in
   * full: engines keep call feedback by source position, and inline a call only if it always has the same target.
   */
  readonly choose?: (choice: KernelChoice) => KernelFunc;
}

/** The two kernels that `choose` decides between, and the heap that the replacement needs. */
export interface KernelChoice {
  readonly original: KernelFunc;
  readonly replacement: KernelFunc;
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
export function inputs<Name extends string>(call: Pick<KernelArguments, 'inputs'>): Record<Name, TensorInfo> {
  return call.inputs as NamedTensorInfoMap & Record<Name, TensorInfo>;
}

/** An input that the kernel cannot do without. */
export function input(call: Pick<KernelArguments, 'inputs'>, name: string): TensorInfo {
  const tensor = call.inputs[name];
  if (!tensor) throw new TypeError(`tfjs called a kernel without its input '${name}'`);
  return tensor;
}

/** The attributes as the type that tfjs documents for this kernel; its registry does not carry that type. */
export function attributes<T extends object>(call: Pick<KernelArguments, 'attrs'>): T {
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
