// Both versions of each kernel of tfjs' wasm backend that ours touch: as tfjs ships it, and as we do.
import '@tensorflow/tfjs-backend-wasm';
import { registerTrainingKernels } from '@nn101/kernels';
import * as tf from '@tensorflow/tfjs-core';

/** A kernel as a function that allocates its outputs. */
export type KernelCall = (call: {
  inputs: tf.NamedTensorInfoMap;
  attrs: tf.NamedAttrMap;
}) => readonly tf.TensorInfo[];

export interface KernelPair {
  readonly kernel: string;
  readonly ours: KernelCall;
  /** Missing where the backend has no such kernel. */
  readonly stock?: KernelCall;
}

/** Sets the backend up. In the end our kernels are the registered ones. */
export async function kernelPairs(): Promise<KernelPair[]> {
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await tf.setBackend('wasm');
  const { added, replaced, undo } = registerTrainingKernels();
  const names = [...replaced, ...added];
  undo();
  const stock = names.map(registered);
  registerTrainingKernels();
  return names.map((kernel, index) => ({ kernel, ours: registered(kernel)!, stock: stock[index] }));
}

function registered(name: string): KernelCall | undefined {
  const kernel = tf.getKernel(name, 'wasm');
  if (!kernel) return undefined;
  return ({ inputs, attrs }) => {
    const result = kernel.kernelFunc({ inputs, attrs, backend: tf.backend() });
    return Array.isArray(result) ? result : [result];
  };
}

/** Gives the memory of a kernel's outputs back. */
export function release(outputs: readonly tf.TensorInfo[]): void {
  for (const { dataId } of outputs) tf.backend().disposeData(dataId);
}
