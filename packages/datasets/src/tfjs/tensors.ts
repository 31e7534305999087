// Splits as TensorFlow.js tensors: pixels scaled to floats, labels one-hot or as numbers; a whole split at once, or one
// batch after the other.
import {
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
  tensor1d,
  tensor2d,
  tensor4d,
} from '@tensorflow/tfjs-core';
import { check, requireOptions } from '../check.ts';
import { DatasetError } from '../error.ts';
import type { Split } from '../split/split.ts';
import { requireLabels, requireSplit } from '../split/split.ts';

/** How pixels and labels become numbers. */
export interface TensorOptions {
  /**
   * `'unit'`: divided by 255, so 0..1. `{ mean, standardDeviation }`: minus the mean of its channel, divided by its
   * standard deviation, both in units of 0..255 as in a `Dataset`. `'bytes'`: unchanged, 0..255. Default `'unit'`.
   */
  readonly scale?:
    | 'unit'
    | 'bytes'
    | { readonly mean: readonly number[]; readonly standardDeviation: readonly number[] };
  /** `'oneHot'`: float32 `[n, classes]`. `'numbers'`: int32 `[n]`. Default `'oneHot'`. */
  readonly labels?: 'oneHot' | 'numbers';
}

/** Images and labels of a split in the memory of tfjs, until `dispose` is called. */
export interface SplitTensors {
  /** float32 `[n, h, w, c]`. */
  readonly images: Tensor4D;
  /** float32 `[n, classes]`, or int32 `[n]` with `labels: 'numbers'`. */
  readonly labels: Tensor1D | Tensor2D;
  /** Frees both tensors. */
  dispose(): void;
}

/**
 * Creates tensors of a split on the current backend of tfjs. Floats take four times as many bytes: 60,000 images of
 * MNIST are 188 MB. For a whole training set, use `batchTensors`.
 *
 * @throws DatasetError `INVALID_ARGUMENT` if `mean` and `standardDeviation` do not have one number per channel, or a
 * standard deviation is not above 0.
 */
export function splitTensors(split: Split, options: TensorOptions = {}): SplitTensors {
  requireSplit('split', split);
  requireTensorOptions('splitTensors', options);
  const { labels: form = 'oneHot' } = options;
  if (form === 'oneHot') requireLabels('split', split);
  const pixels = scaled(split, options.scale ?? 'unit');
  const images = tensor4d(pixels, [...split.shape]);
  const labels = form === 'oneHot' ? oneHot(split) : tensor1d(Int32Array.from(split.labels), 'int32');
  return {
    images,
    labels,
    dispose() {
      images.dispose();
      labels.dispose();
    },
  };
}

/** Refuses options of the wrong type. Whether statistics match the channels is checked with the images. */
export function requireTensorOptions(name: string, options: TensorOptions): void {
  requireOptions(name, options, ['scale', 'labels']);
  const { scale = 'unit', labels = 'oneHot' } = options;
  check.oneOf('labels', labels, ['oneHot', 'numbers']);
  if (typeof scale === 'string') {
    check.oneOf('scale', scale, ['unit', 'bytes']);
    return;
  }
  check.record('scale', scale, "{ mean, standardDeviation }, or 'unit' or 'bytes'");
  const { mean, standardDeviation }: Exclude<TensorOptions['scale'], string | undefined> = scale;
  check.numbers('scale.mean', mean);
  check.numbers('scale.standardDeviation', standardDeviation);
}

function scaled({ images, shape }: Split, scale: NonNullable<TensorOptions['scale']>): Float32Array {
  if (scale === 'bytes') return Float32Array.from(images);
  const channels = shape[3];
  const none = Array.from({ length: channels }, () => 0);
  const { mean, standardDeviation } =
    scale === 'unit' ? { mean: none, standardDeviation: none.map(() => 255) } : scale;
  if (
    mean.length !== channels ||
    standardDeviation.length !== channels ||
    !standardDeviation.every((deviation) => deviation > 0)
  ) {
    throw new DatasetError(
      'INVALID_ARGUMENT',
      `Images of ${channels} channels expect as many means, and deviations above 0, received [${mean}] and [${standardDeviation}].`,
    );
  }
  const pixels = new Float32Array(images.length);
  for (let at = 0; at < pixels.length; at++) {
    const channel = at % channels;
    pixels[at] = (images[at] - mean[channel]) / standardDeviation[channel];
  }
  return pixels;
}

function oneHot({ labels, classNames }: Split): Tensor2D {
  const classes = classNames.length;
  const rows = new Float32Array(labels.length * classes);
  labels.forEach((label, index) => {
    rows[index * classes + label] = 1;
  });
  return tensor2d(rows, [labels.length, classes]);
}

/**
 * Yields the tensors of each batch in turn, and frees them when the loop continues or ends, so that only one batch is
 * in memory at a time. Clone what you need longer.
 *
 * @example for (const { images, labels } of batchTensors(batches(train, { batchSize: 32 }))) { … }
 * @throws DatasetError as `splitTensors` does.
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
    expected: 'splits, as batches() returns them',
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
