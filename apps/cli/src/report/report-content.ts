// What a report is made of: the run's record and history, the data it was made on, and what the network said.
import type { Dataset } from '@nn101/datasets';
import type { ModelDescriptor, ModelSummary } from '@nn101/models/graph';
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
