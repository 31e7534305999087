// Which images a run learns from, and which it is measured on after each epoch.
import { type Dataset, gather, permutation, type Split, stratifiedSplit } from '@nn101/datasets';
import type { RunConfiguration } from '../run-directory/run-record.ts';

/** What is left of the training images, and the validation images if there are some. */
export interface TrainingParts {
  readonly train: Split;
  readonly validation?: Split;
  /** How many of the training images are held out. */
  readonly heldOut: number;
}

/** Held out for validation of a whole training set; of a small one, a sixth. */
const heldOutImages = 5000;

/** Chooses the images of a configuration, by its seed. */
export function trainingParts(dataset: Dataset, configuration: RunConfiguration): TrainingParts {
  const chosen = limited(dataset.train, configuration);
  if (configuration.validation === 'none') return { train: chosen, heldOut: 0 };
  if (configuration.validation === 'test-set') return { train: chosen, validation: dataset.test, heldOut: 0 };
  const count = chosen.shape[0];
  const fraction = Math.min(heldOutImages / count, 1 / 6);
  const parts = stratifiedSplit(chosen, { fraction, seed: configuration.seed });
  return { ...parts, heldOut: parts.validation.shape[0] };
}

/** The seed's choice of `limit` training images, or all of them. */
function limited(train: Split, { limit, seed }: RunConfiguration): Split {
  const count = train.shape[0];
  if (limit === undefined || limit >= count) return train;
  return gather(train, permutation(count, { seed }).subarray(0, limit));
}
