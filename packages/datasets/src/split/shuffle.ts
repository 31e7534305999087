// Copies of a split in another order: a seeded shuffle, a stratified division for validation, and images by index.
// Equal seeds yield equal results on every machine; the numbers come from ../random.ts.
import { check, requireOptions, requireSeed } from '../check.ts';
import { allocate } from '../memory.ts';
import { createRandom } from '../random.ts';
import { imageBytes, requireLabels, requireSplit, type Split } from './split.ts';

// Far from the streams of ../synthetic/digits.ts, so that one seed can serve for drawing, shuffling and dividing.
const SHUFFLE_STREAM = 0xffff_0000;
const STRATIFY_STREAM = 0xfffe_0000;

/** The option of functions that choose at random. */
export interface SeedOptions {
  /** Any safe integer; 0 is a seed. Equal seeds yield equal results on every machine. */
  readonly seed: number;
}

/** The numbers `0 .. count - 1` in a seeded random order (Fisher-Yates). */
export function permutation(count: number, options: SeedOptions): Uint32Array {
  requireOptions('permutation', options, ['seed']);
  const { seed } = options;
  check.wholeNumber('count', count, { min: 0, max: 2 ** 32 - 1 });
  requireSeed(seed);
  return permute(
    Uint32Array.from({ length: count }, (_, index) => index),
    seed,
    SHUFFLE_STREAM,
  );
}

/**
 * Shuffles a split, as a copy.
 *
 * @throws DatasetError `INVALID_ARGUMENT` if the seed is not a safe integer.
 */
export function shuffle(split: Split, options: SeedOptions): Split {
  requireSplit('split', split);
  requireOptions('shuffle', options, ['seed']);
  return gather(split, permutation(split.shape[0], options));
}

/**
 * The images at `indices`, in that order, as a copy.
 *
 * @throws DatasetError `INVALID_ARGUMENT` if an index is not below the number of images.
 */
export function gather(split: Split, indices: Uint32Array): Split {
  requireSplit('split', split);
  check.instance('indices', indices, [Uint32Array]);
  const beyond = indices.findIndex((index) => index >= split.shape[0]);
  check.that(beyond < 0, `indices[${beyond}]`, {
    expected: `a number below ${split.shape[0]}, the number of images`,
    value: indices[beyond],
  });
  const size = imageBytes(split);
  const images = allocate(indices.length * size);
  const labels = allocate(indices.length);
  indices.forEach((index, position) => {
    images.set(split.images.subarray(index * size, (index + 1) * size), position * size);
    labels[position] = split.labels[index];
  });
  const [, height, width, channels] = split.shape;
  return { images, labels, shape: [indices.length, height, width, channels], classNames: split.classNames };
}

/** A training set and a validation set. */
export interface TrainValidation {
  readonly train: Split;
  readonly validation: Split;
}

/**
 * Divides a split so that each class keeps its proportion: `fraction` of each class (rounded) becomes `validation`, the
 * rest `train`. The seed decides which images. Both keep the original order and are copies.
 *
 * @param options.fraction above 0 and below 1.
 * @param options.seed any safe integer; 0 is a seed.
 * @throws DatasetError `INVALID_ARGUMENT` if `fraction` is not between 0 and 1.
 */
export function stratifiedSplit(
  split: Split,
  options: { readonly fraction: number; readonly seed: number },
): TrainValidation {
  requireSplit('split', split);
  requireOptions('stratifiedSplit', options, ['fraction', 'seed']);
  const { fraction, seed } = options;
  check.number('fraction', fraction, { above: 0, below: 1 });
  requireSeed(seed);
  requireLabels('split', split);
  const held = new Uint8Array(split.shape[0]);
  for (let label = 0; label < split.classNames.length; label++) {
    const members = indicesWhere(split.labels, (value) => value === label);
    const order = permute(members, seed, STRATIFY_STREAM + label);
    for (const index of order.subarray(0, Math.round(order.length * fraction))) held[index] = 1;
  }
  return {
    train: gather(
      split,
      indicesWhere(held, (value) => value === 0),
    ),
    validation: gather(
      split,
      indicesWhere(held, (value) => value === 1),
    ),
  };
}

function permute(values: Uint32Array, seed: number, stream: number): Uint32Array {
  const random = createRandom({ seed, stream });
  for (let last = values.length - 1; last > 0; last--) {
    const chosen = random.below(last + 1);
    const kept = values[last];
    values[last] = values[chosen];
    values[chosen] = kept;
  }
  return values;
}

/** The indices of the values that satisfy a condition. */
export function indicesWhere(values: Uint8Array, wanted: (value: number) => boolean): Uint32Array {
  const found: number[] = [];
  values.forEach((value, index) => {
    if (wanted(value)) found.push(index);
  });
  return Uint32Array.from(found);
}
