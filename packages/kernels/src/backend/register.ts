// registerTrainingKernels(): puts the kernels into tfjs' registry under 'wasm', and can take them out again.
import {
  findBackendFactory,
  type GradConfig,
  getGradient,
  getKernel,
  type KernelConfig,
  type KernelFunc,
  type NamedAttrMap,
  registerGradient,
  registerKernel,
  type TensorInfo,
  unregisterGradient,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { check } from '../check.ts';
import { replaceCompositions } from '../gradients/compositions.ts';
import { trainingGradients } from '../gradients/index.ts';
import { replaceLosses } from '../gradients/losses.ts';
import { KernelError } from '../kernel-error.ts';
import { trainingKernels } from '../kernels/index.ts';
import { type Arithmetic, arithmetics } from '../wasm/wasm-module.ts';
import { addChainedOperations } from './chained-methods.ts';
import { type Heap, heapOf } from './heap.ts';
import { checkTfjs } from './tfjs-copies.ts';

const BACKEND = 'wasm';

/** How the kernels compute. */
export interface RegisterOptions {
  /** 'deterministic' (default): the same bits on every engine. 'fused': quicker, and the same other bits on every engine that has it. */
  readonly arithmetic?: Arithmetic;
}

/** What registering changed. */
export interface Registration {
  /** Kernels that the backend did not have. */
  readonly added: readonly string[];
  /** Kernels that took the place of the backend's own. */
  readonly replaced: readonly string[];
  /** Brings back what was registered before, gradients too. Doing so twice is harmless. */
  undo(): void;
}

let current: Registration | undefined;

/**
 * Makes convolutional networks train on tfjs' 'wasm' backend. Call it once, before or after `tf.setBackend('wasm')`;
 * another call gives back the first one's registration, and puts the gradients in place again where tfjs-layers was
 * loaded in between.
 *
 * @throws KernelError INVALID_ARGUMENT; BACKEND_MISSING where `@tensorflow/tfjs-backend-wasm` has not been imported; TFJS_VERSION where
 *   tfjs-core is of another version than the kernels are made for; TFJS_TWICE where more than one copy of it is loaded.
 */
export function registerTrainingKernels(options: RegisterOptions = {}): Registration {
  check.options('registerTrainingKernels', options, ['arithmetic']);
  const { arithmetic = 'deterministic' } = options;
  check.oneOf('arithmetic', arithmetic, arithmetics);
  checkTfjs();
  if (current) {
    // tfjs-layers registers tfjs' own gradients when it is loaded.
    registerGradients();
    return current;
  }
  if (!findBackendFactory(BACKEND)) throw backendMissing();
  const names = trainingKernels.map(({ name }) => name);
  const before = names.map((name) => getKernel(name, BACKEND));
  for (const [index, kernel] of trainingKernels.entries()) {
    replace(kernel.name, config(kernel, { arithmetic, original: before[index] }));
  }
  const choice = [registerGradients(), replaceCompositions(), replaceLosses(), addChainedOperations()];
  const registration: Registration = {
    added: names.filter((_, index) => !before[index]),
    replaced: names.filter((_, index) => before[index]),
    undo: () => {
      if (current !== registration) return;
      current = undefined;
      for (const undo of choice) undo();
      for (const [index, name] of names.entries()) replace(name, before[index]);
    },
  };
  current = registration;
  return registration;
}

interface Replacement {
  readonly arithmetic: Arithmetic;
  readonly original: KernelConfig | undefined;
}

function config(
  kernel: (typeof trainingKernels)[number],
  { arithmetic, original }: Replacement,
): KernelConfig {
  const { kernelFunc } = original ?? {};
  const nothing: NamedAttrMap = {};
  // The backend of the last call and its heap, until the backend goes.
  let known: { backend: object; heap: Heap } | undefined;
  const heap = (backend: object): Heap => {
    if (known?.backend !== backend) known = { backend, heap: heapOf(backend, arithmetic) };
    return known.heap;
  };
  const replacement: KernelFunc = ({ inputs, attrs = nothing, backend }) =>
    kernel.run({ inputs, attrs, backend, heap: heap(backend), original: callStock });
  return {
    kernelName: kernel.name,
    backendName: BACKEND,
    // tfjs sets kernels up when a backend starts: one that undo() brings back later must have had its turn.
    setupFunc: original?.setupFunc,
    disposeFunc: (backend) => {
      known = undefined;
      original?.disposeFunc?.(backend);
    },
    kernelFunc:
      (kernelFunc && kernel.choose?.({ original: kernelFunc, replacement, heapOf: heap })) ?? replacement,
  };

  function callStock(call: Parameters<KernelFunc>[0]): TensorInfo {
    const result = kernelFunc?.(call);
    if (!result || Array.isArray(result))
      throw new TypeError(`tfjs has no kernel '${kernel.name}' of one output`);
    return result;
  }
}

function backendMissing(): KernelError {
  return new KernelError(
    'BACKEND_MISSING',
    "tfjs knows no 'wasm' backend to register the training kernels under. " +
      "Put `import '@tensorflow/tfjs-backend-wasm'` before the call of registerTrainingKernels().",
  );
}

// tfjs warns on the console when a kernel is registered twice; unregistering first keeps it quiet.
function replace(name: string, next: KernelConfig | undefined): void {
  if (getKernel(name, BACKEND)) unregisterKernel(name, BACKEND);
  if (next) registerKernel(next);
}

/** What tfjs had before, by kernel. */
const stockGradients = new Map<string, GradConfig | undefined>();

function registerGradients(): () => void {
  for (const gradient of trainingGradients) {
    const before = getGradient(gradient.kernelName);
    if (before === gradient) continue;
    stockGradients.set(gradient.kernelName, before);
    replaceGradient(gradient.kernelName, gradient);
  }
  return () => {
    for (const [kernelName, before] of stockGradients) replaceGradient(kernelName, before);
    stockGradients.clear();
  };
}

function replaceGradient(name: string, next: GradConfig | undefined): void {
  if (getGradient(name)) unregisterGradient(name);
  if (next) registerGradient(next);
}
