// Batches as tensors, one at a time: each is freed when the next is asked for. Where batches come from:
// ../split/split.ts (`batches`) and ../split/batch-iterator.ts.
import type { Split } from '../split/split.ts';
import { type SplitTensors, splitTensors, type TensorOptions } from './split-tensors.ts';

/**
 * Tensors of each batch in turn. They are freed when the loop goes on or is left, so at any time the memory of one batch
 * is taken; what is to be kept longer must be cloned.
 *
 * @example for (const { images, labels } of batchTensors(batches(train, { batchSize: 32 }))) { … }
 * @throws DatasetError as `splitTensors`.
 */
export function* batchTensors(
  batches: Iterable<Split>,
  options: TensorOptions = {},
): Generator<SplitTensors, void, undefined> {
  for (const batch of batches) {
    const tensors = splitTensors(batch, options);
    try {
      yield tensors;
    } finally {
      tensors.dispose();
    }
  }
}
