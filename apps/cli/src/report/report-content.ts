// The contents of a report: the run's record and history, its data, and the network's predictions.
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
  /** Class probabilities of the test images, `[images, classes]`. */
  readonly probabilities: Float32Array;
}

/** `count` distinct indices below `total`, drawn by `seed`: random, but the same for the same run. */
export function chooseImages(options: { seed: number; count: number; total: number }): Uint32Array {
  const { seed, count, total } = options;
  return Uint32Array.from(new RandomState(seed).permutation(total).slice(0, count));
}
