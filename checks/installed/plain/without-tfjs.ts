// The packages that do without tfjs, as a strict TypeScript project uses them.
import { type Dataset, DatasetError, loadDataset, syntheticDataset } from '@nn101/datasets';
import { type DataFile, openFiles } from '@nn101/datasets/files';
import { type IdxArray, parseIdx } from '@nn101/datasets/formats';
import { type ClassShare, classBalance } from '@nn101/datasets/statistics';
import { historyFigure } from '@nn101/figures';
import { type Network, ScratchError, trainXor } from '@nn101/scratch';

export async function draw(name: 'mnist' | 'synthetic'): Promise<string> {
  const dataset: Dataset = name === 'mnist' ? await loadDataset(name) : syntheticDataset({ train: 10 });
  const pixels: Uint8Array = dataset.train.images;
  const costs: number[] = [...trainXor({ iterations: 200 })].map(({ cost }) => cost);
  return historyFigure({ epochs: [{ epoch: 1, loss: costs[0], accuracy: pixels[0] / 255 }], metric: 'loss' });
}

export async function read(folder: string): Promise<readonly ClassShare[]> {
  const files: readonly DataFile[] = await openFiles(folder);
  const array: IdxArray | undefined = files.length > 0 ? parseIdx(Uint8Array.of(0, 0, 8, 0)) : undefined;
  return classBalance(syntheticDataset({ train: array?.shape[0] ?? 10 }).train);
}

export function codeOf(error: unknown, network?: Network): string | number | undefined {
  if (error instanceof ScratchError || error instanceof DatasetError) return error.code;
  return network?.layers.length;
}
