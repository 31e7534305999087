// What needs tfjs, but not tfjs-layers, as a strict TypeScript project uses it.
import { syntheticDataset } from '@nn101/datasets';
import { splitTensors } from '@nn101/datasets/tfjs';
import { KernelError, type Registration, registerTrainingKernels } from '@nn101/kernels';
import { type LayerSpec, trainingBytes } from '@nn101/kernels/plan';

export function added(): readonly string[] {
  try {
    const registration: Registration = registerTrainingKernels();
    splitTensors(syntheticDataset({ train: 10 }).train).dispose();
    return registration.added;
  } catch (error) {
    if (error instanceof KernelError) return [error.code];
    throw error;
  }
}

export function memory(layers: readonly LayerSpec[]): number {
  return trainingBytes({ inputShape: [28, 28, 1], layers, microBatch: 8 }).total;
}
