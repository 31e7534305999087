// What needs tfjs, but not tfjs-layers, as a strict TypeScript project uses it.
import { syntheticDataset } from '@nn101/datasets';
import { splitTensors } from '@nn101/datasets/tfjs';
import { KernelError, type Registration, registerTrainingKernels } from '@nn101/kernels';
import { type Graph, trainingBytes } from '@nn101/kernels/graph';

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

export function memory(graph: Graph): number {
  return trainingBytes({ graph, rows: 8 }).total;
}
