// For tests: calls a kernel of the current backend by name, for what no tfjs operation leads to directly.
import { engine, type NamedAttrMap, type Rank, type Tensor } from '@tensorflow/tfjs-core';

export interface KernelRun {
  readonly inputs: Record<string, Tensor>;
  readonly attrs: NamedAttrMap;
}

/** The kernel's one output. */
export function runKernel<R extends Rank>(name: string, { inputs, attrs }: KernelRun): Tensor<R> {
  return engine().runKernel<Tensor<R>>(name, inputs, attrs);
}
