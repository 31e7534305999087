// From rows of the training data to what a step learns from: augmented images, targets. A sample becomes the same thing
// whoever prepares it, and whatever else is prepared with it: seed, step and its place in the batch decide.
import type { Augmentation } from './augmentation/augmentation.ts';
import { type Augmenter, createAugmenter } from './augmentation/augmenter.ts';
import type { LabelledBytes } from './labelled-images.ts';
import { arePlain, type TargetOptions, type TargetSample, targetsOf } from './training-targets.ts';

/** Plain data: it can be sent to a worker. */
export interface PreparationOptions extends TargetOptions {
  readonly seed: number;
  readonly augmentation?: Augmentation;
}

/** Images by their index in a data set that stays as it is: bytes [n, height, width, channels], labels [n]. */
export interface Samples {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
  /** Which ones. */
  readonly indices: ArrayLike<number>;
  /**
   * What the network should say instead of the label alone, [indices, classes] in their order: smoothed or mixed labels,
   * times the sample's weight. The labels still decide what counts as right.
   */
  readonly targets?: Float32Array;
}

/** A part of a batch. */
export interface BatchPart {
  /** The whole batch: a sample may be mixed with any other of it. */
  readonly rows: Uint32Array;
  /** The part's places in it. */
  readonly start: number;
  readonly end: number;
  /** Steps made in the run before this one. */
  readonly step: number;
}

export type PrepareSamples = (part: BatchPart) => Samples;

export function createPreparation(data: LabelledBytes, options: PreparationOptions): PrepareSamples {
  const augmenter = options.augmentation?.length
    ? createAugmenter({
        augmentation: options.augmentation,
        shape: [data.shape[1], data.shape[2], data.shape[3]],
        seed: options.seed,
      })
    : undefined;
  const plain = arePlain(options);
  if (!augmenter)
    return (part) => ({
      ...select(data, part),
      ...(!plain && { targets: labelTargets(data, part, options) }),
    });
  const draw = imageDrawer(data, augmenter);
  return (part) => {
    const drawn = draw(part);
    const { images, samples } = drawn;
    const targets = plain && !augmenter.mix ? undefined : targetsOf(samples, options);
    return {
      images,
      labels: Uint8Array.from(samples, ({ label }) => label),
      indices: samples.map((_, place) => place),
      ...(targets && { targets }),
    };
  };
}

function select({ images, labels }: LabelledBytes, { rows, start, end }: BatchPart): Samples {
  return { images, labels, indices: rows.subarray(start, end) };
}

function labelTargets({ labels }: LabelledBytes, part: BatchPart, options: TargetOptions): Float32Array {
  const rows = Array.from(part.rows.subarray(part.start, part.end));
  return targetsOf(
    rows.map((row) => ({ row, label: labels[row] })),
    options,
  );
}

interface DrawnImages {
  readonly images: Uint8Array;
  readonly samples: readonly TargetSample[];
}

function imageDrawer(data: LabelledBytes, augmenter: Augmenter): (part: BatchPart) => DrawnImages {
  const size = data.shape[1] * data.shape[2] * data.shape[3];
  const other = new Uint8Array(size);
  let images = new Uint8Array(0);
  const source = (row: number) => data.images.subarray(row * size, (row + 1) * size);

  function drawOne({ rows, step }: BatchPart, place: number, to: Uint8Array): TargetSample {
    const row = rows[place];
    const sample = { row, label: data.labels[row] };
    augmenter.augment(source(row), to, { step, sample: place });
    const mix = augmenter.mix?.({ step, sample: place }, rows.length);
    if (!mix) return sample;
    const partner = rows[mix.partner];
    augmenter.augment(source(partner), other, { step, sample: mix.partner });
    for (let i = 0; i < size; i++) to[i] = Math.round(mix.share * to[i] + (1 - mix.share) * other[i]);
    return { ...sample, mixed: { row: partner, label: data.labels[partner], share: mix.share } };
  }

  return (part) => {
    const count = part.end - part.start;
    if (images.length < count * size) images = new Uint8Array(count * size);
    const samples = Array.from({ length: count }, (_, i) =>
      drawOne(part, part.start + i, images.subarray(i * size, (i + 1) * size)),
    );
    return { images, samples };
  };
}
