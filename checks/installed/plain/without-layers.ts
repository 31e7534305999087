// The packages that do without tfjs-layers, as a strict TypeScript project uses them.
import { type Dataset, DatasetError, loadDataset, syntheticDataset } from '@nn101/datasets';
import { historyFigure } from '@nn101/figures';
import { KernelError, type Registration, registerTrainingKernels } from '@nn101/kernels';
import { trainXor } from '@nn101/scratch';

export async function use(name: 'mnist' | 'synthetic'): Promise<string> {
  const dataset: Dataset = name === 'mnist' ? await loadDataset(name) : syntheticDataset({ train: 10 });
  const pixels: Uint8Array = dataset.train.images;
  const costs: number[] = [...trainXor({ iterations: 200 })].map(({ cost }) => cost);
  return historyFigure({ epochs: [{ epoch: 1, loss: costs[0], accuracy: pixels[0] / 255 }], metric: 'loss' });
}

export function added(): readonly string[] {
  try {
    const registration: Registration = registerTrainingKernels();
    return registration.added;
  } catch (error) {
    if (error instanceof KernelError || error instanceof DatasetError) return [error.code];
    throw error;
  }
}
