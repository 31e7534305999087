// registerTrainingKernels(): puts the kernels into tfjs' registry under 'wasm', and can take them out again.
import { getKernel, type KernelConfig, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';
import { heapOf } from './heap.ts';
import { trainingKernels } from './kernels/index.ts';
import type { TrainingKernel } from './kernels/training-kernel.ts';
import type { Arithmetic } from './wasm-module.ts';

const BACKEND = 'wasm';

export interface RegisterOptions {
  /** 'deterministic' (default): the same bits on every engine. 'relaxed': fused multiply-add where the engine has it. */
  readonly arithmetic?: Arithmetic;
}

/** What registering changed. */
export interface Registration {
  /** Kernels that the backend did not have. */
  readonly added: readonly string[];
  /** Kernels that took the place of the backend's own. */
  readonly replaced: readonly string[];
  /** Brings back what was registered before. Doing so twice is harmless. */
  undo(): void;
}

let current: Registration | undefined;

/**
 * Makes convolutional networks train on tfjs' 'wasm' backend. Call it once, before or after `tf.setBackend('wasm')`;
 * another call gives back the first one's registration.
 */
export function registerTrainingKernels({
  arithmetic = 'deterministic',
}: RegisterOptions = {}): Registration {
  if (current) return current;
  const before = trainingKernels.map(({ name }) => getKernel(name, BACKEND));
  const names = trainingKernels.map(({ name }) => name);
  for (const kernel of trainingKernels) replace(kernel.name, config(kernel, arithmetic));
  current = {
    added: names.filter((_, index) => !before[index]),
    replaced: names.filter((_, index) => before[index]),
    undo: () => {
      if (!current) return;
      current = undefined;
      for (const [index, name] of names.entries()) replace(name, before[index]);
    },
  };
  return current;
}

function config(kernel: TrainingKernel, arithmetic: Arithmetic): KernelConfig {
  return {
    kernelName: kernel.name,
    backendName: BACKEND,
    kernelFunc: ({ inputs, attrs, backend }) =>
      kernel.run({ inputs, attrs: attrs ?? {}, heap: heapOf(backend, arithmetic) }),
  };
}

// tfjs warns on the console when a kernel is registered twice; unregistering first keeps it quiet.
function replace(name: string, next: KernelConfig | undefined): void {
  if (getKernel(name, BACKEND)) unregisterKernel(name, BACKEND);
  if (next) registerKernel(next);
}
