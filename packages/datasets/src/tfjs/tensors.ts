// A split as two tensors: pixels scaled to floats, labels one-hot or as numbers. Batch by batch: ./batch-tensors.ts.
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
   * `'unit'`: divided by 255, so 0..1. `{ mean, standardDeviation }`: each channel less its mean, divided by its deviation, both in
   * units of 0..255 as a `Dataset` has them. `'bytes'`: as they are, 0..255. Default `'unit'`.
   */
  readonly scale?:
    | 'unit'
    | 'bytes'
    | { readonly mean: readonly number[]; readonly standardDeviation: readonly number[] };
  /** `'oneHot'`: float32 `[n, classes]`. `'numbers'`: int32 `[n]`. Default `'oneHot'`. */
  readonly labels?: 'oneHot' | 'numbers';
}

/** Images and labels of a split in tfjs' memory, until `dispose` is called. */
export interface SplitTensors {
  /** float32 `[n, h, w, c]`. */
  readonly images: Tensor4D;
  /** float32 `[n, classes]`, or int32 `[n]` with `labels: 'numbers'`. */
  readonly labels: Tensor1D | Tensor2D;
  /** Frees both tensors. */
  dispose(): void;
}

/**
 * Makes tensors of a split on tfjs' current backend. Floats take four times the bytes: 60,000 images of MNIST are 188 MB,
 * so for a whole training set take `batchTensors`.
 *
 * @throws DatasetError `INVALID_ARGUMENT` if `mean` and `standardDeviation` have not one number for each channel, or a deviation is not above 0.
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

/** Refuses options of a wrong kind. Whether statistics fit the channels, is known with the images. */
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

// Batches as tensors, one at a time: each is freed when the next is asked for. Where batches come from:
// ../split/split.ts (`batches`) and ../split/batch-iterator.ts.

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
