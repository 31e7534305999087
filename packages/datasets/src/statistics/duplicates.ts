// Finds images that are identical byte for byte: within a split, or of a test set in the training set, where they
// inflate results. Near duplicates are not detected.

import { DatasetError } from '../error.ts';
import { imageBytes, requireSplit, type Split } from '../split/split.ts';

/** An image, and the first image with the same bytes. */
export interface Duplicate {
  /** Index of the image in the searched split. */
  readonly index: number;
  /** Index of the first identical image: in the other split if there is one, otherwise in the same. */
  readonly of: number;
  /** Whether both have the same label. */
  readonly hasSameLabel: boolean;
}

/**
 * The images of `split` that are also in `other`; without `other`, those that occur again within `split`.
 *
 * @example findDuplicates(test, train).length // test images that are also trained on
 * @throws DatasetError `INVALID_ARGUMENT` if the shapes of the images differ.
 */
export function findDuplicates(split: Split, other: Split = split): Duplicate[] {
  requireSplit('split', split);
  requireSplit('other', other);
  requireSameShape(split, other);
  const size = imageBytes(split);
  const known = createIndex(other, size);
  const found: Duplicate[] = [];
  if (other !== split) for (let index = 0; index < other.shape[0]; index++) known.firstLike(other, index);
  for (let index = 0; index < split.shape[0]; index++) {
    const of = other === split ? known.firstLike(split, index) : known.find(split, index);
    if (of === undefined || (other === split && of === index)) continue;
    found.push({ index, of, hasSameLabel: split.labels[index] === other.labels[of] });
  }
  return found;
}

/** Indexes images of `source` by hash; of identical images, the first. */
function createIndex(source: Split, size: number) {
  const buckets = new Map<number, number[]>();
  const imageOf = ({ images }: Split, index: number) => images.subarray(index * size, (index + 1) * size);

  function find(split: Split, index: number): number | undefined {
    const image = imageOf(split, index);
    return buckets.get(hash(image))?.find((at) => areEqual(image, imageOf(source, at)));
  }

  return {
    find,
    /** The first image of `source` that is identical to this image of it. If there is none, this image becomes it. */
    firstLike(split: Split, index: number): number {
      const first = find(split, index);
      if (first !== undefined) return first;
      const key = hash(imageOf(split, index));
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, [index]);
      else bucket.push(index);
      return index;
    },
  };
}

/** FNV-1a over 32 bits. */
function hash(bytes: Uint8Array): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < bytes.length; at++) value = Math.imul(value ^ bytes[at], 0x01000193);
  return value;
}

function areEqual(a: Uint8Array, b: Uint8Array): boolean {
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}

function requireSameShape(split: Split, other: Split): void {
  const [one, two] = [split, other].map(({ shape }) => `[${shape.slice(1).join(', ')}]`);
  if (one === two) return;
  throw new DatasetError(
    'INVALID_ARGUMENT',
    `Images to compare must have one shape: ${one} and ${two} differ.`,
  );
}
