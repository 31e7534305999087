// Batches as tensors, one at a time: each is freed when the next is asked for. Where batches come from:
// ../split/split.ts (`batches`) and ../split/batch-iterator.ts.
import { check, requireSplit } from '../check.ts';
import type { Split } from '../split/split.ts';
import {
  requireTensorOptions,
  type SplitTensors,
  splitTensors,
  type TensorOptions,
} from './split-tensors.ts';

/**
 * Tensors of each batch in turn. They are freed when the loop goes on or is left, so at any time the memory of one batch
 * is taken; what is to be kept longer must be cloned.
 *
 * @example for (const { images, labels } of batchTensors(batches(train, { batchSize: 32 }))) { … }
 * @throws DatasetError as `splitTensors`.
 */
export function batchTensors(
  batches: Iterable<Split>,
  options: TensorOptions = {},
): Generator<SplitTensors, void, undefined> {
  const isIterable =
    typeof batches === 'object' &&
    batches !== null &&
    Symbol.iterator in batches &&
    !ArrayBuffer.isView(batches);
  check.that(isIterable, 'batches', {
    expected: 'splits to go through, as batches() gives them',
    value: batches,
  });
  requireTensorOptions('batchTensors', options);
  return tensorsOf(batches, options);
}

function* tensorsOf(
  batches: Iterable<Split>,
  options: TensorOptions,
): Generator<SplitTensors, void, undefined> {
  let index = 0;
  for (const batch of batches) {
    requireSplit(`batches[${index++}]`, batch);
    const tensors = splitTensors(batch, options);
    try {
      yield tensors;
    } finally {
      tensors.dispose();
    }
  }
}
