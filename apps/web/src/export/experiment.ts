// What a training run is made of, as the exports need it: data, layers, settings. From it: `typescript-code.ts`,
// `keras-code.ts`, `pytorch-code.ts`. The trained weights travel as files: `model-archive.ts`.
import type { LayerSpec } from '@nn101/models';
import type { Augmentation } from '@nn101/train';

/** A data set that the exported code can load by itself; `own` leaves a gap for the reader's. */
export type ExportedData = 'mnist' | 'fashion-mnist' | 'cifar-10' | 'synthetic' | 'own';

/** Everything that decides about the outcome. */
export interface Experiment {
  readonly data: ExportedData;
  /** Height, width and channels of one image. */
  readonly inputShape: readonly [number, number, number];
  /** All layers, flatten and output included. */
  readonly layers: readonly LayerSpec[];
  readonly epochs: number;
  readonly batchSize: number;
  readonly seed: number;
  /** Adam's; 0.001 where left out. */
  readonly learningRate?: number;
  /** How many of the training images; all where left out or 0. */
  readonly limit?: number;
  readonly augmentation?: Augmentation;
}

/** The languages on offer, in the order in which they are shown. */
export const codeLanguages = ['typescript', 'keras', 'pytorch'] as const;
export type CodeLanguage = (typeof codeLanguages)[number];

/** How many classes the network tells apart. */
export function classesOf({ layers }: Experiment): number {
  const output = layers.findLast((layer) => layer.kind === 'output');
  return output?.units ?? 10;
}
