// Prepares tfjs for training: the wasm backend, with the kernels that it lacks.
import { registerTrainingKernels } from '@nn101/kernels';
import { version_wasm } from '@tensorflow/tfjs-backend-wasm';
import { env, getBackend, getKernel, ready, setBackend, version_core } from '@tensorflow/tfjs-core';
import { version_layers } from '@tensorflow/tfjs-layers';
import { TrainError } from '../train-error.ts';

/** What training runs on, for the record of a run. */
export interface BackendInfo {
  readonly backend: 'wasm';
  /** Whether the engine runs the SIMD build. */
  readonly simd: boolean;
  /** Kernels that were added to the backend, and those that were replaced. */
  readonly kernels: { readonly added: readonly string[]; readonly replaced: readonly string[] };
  /** Versions by package name. */
  readonly versions: Readonly<Record<string, string>>;
}

/**
 * Makes 'wasm' the backend and registers the training kernels. Call it once before `fit`; further calls are harmless.
 * Browsers must find tfjs' .wasm files first: see `setWasmPaths` of @tensorflow/tfjs-backend-wasm.
 *
 * @throws TrainError `BACKEND_NOT_READY` if WebAssembly or tfjs' .wasm files are unavailable
 */
export async function prepareBackend(): Promise<BackendInfo> {
  // Training has its own workers, with which the threads of tfjs' other build would compete.
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  const set = await setBackend('wasm').catch(notReady);
  if (!set) notReady(undefined);
  await ready();
  const { added, replaced } = registerTrainingKernels();
  return {
    backend: 'wasm',
    simd: Boolean(await env().getAsync('WASM_HAS_SIMD_SUPPORT')),
    kernels: { added, replaced },
    versions: {
      '@tensorflow/tfjs-core': version_core,
      '@tensorflow/tfjs-layers': version_layers,
      '@tensorflow/tfjs-backend-wasm': version_wasm,
    },
  };
}

/** @throws TrainError `BACKEND_NOT_READY` unless `prepareBackend` has been called */
export function checkBackend(): void {
  if (getBackend() === 'wasm' && getKernel('Conv2DBackpropFilter', 'wasm')) return;
  throw new TrainError(
    'BACKEND_NOT_READY',
    `Training expects the wasm backend with the training kernels; the backend is ${getBackend() || 'not set'}. ` +
      'Call `await prepareBackend()` first.',
  );
}

function notReady(cause: unknown): never {
  throw new TrainError(
    'BACKEND_NOT_READY',
    "tfjs' wasm backend did not start. In a browser, set the location of its .wasm files with setWasmPaths().",
    { cause },
  );
}
