// What a report is made of: the run's record and history, the data it was made on, and what the network said.
import type { Dataset } from '@nn101/datasets';
import type { ModelDescriptor, ModelSummary } from '@nn101/models/graph';
import { RandomState } from '@nn101/scratch';
import type { EpochRecord } from '@nn101/train/graph';
import type { RunRecord } from '../run-directory/run-record.ts';

/** Everything that the page shows. */
export interface ReportContent {
  readonly record: RunRecord;
  readonly model: ModelDescriptor;
  readonly summary: ModelSummary;
  readonly epochs: readonly EpochRecord[];
  readonly dataset: Dataset;
  /** Of the test images, `[images, classes]`. */
  readonly probabilities: Float32Array;
}

/** `count` different positions below `total`, drawn by `seed`. */
export function chooseImages(options: { seed: number; count: number; total: number }): Uint32Array {
  const { seed, count, total } = options;
  return Uint32Array.from(new RandomState(seed).permutation(total).slice(0, count));
}
