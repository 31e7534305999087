// CIFAR's binary format: records of one label byte (CIFAR-100: two) and 3072 pixel bytes, red plane first.
// The pixels come out channels last, as every set here has them.
import { DatasetError } from '../error.ts';
import { allocate } from '../memory.ts';

const SIZE = 32;
const PIXELS = SIZE * SIZE;
const CHANNELS = 3;

/** What differs between the members of the CIFAR family: CIFAR-10 by default. */
export interface CifarOptions {
  /** Number of classes; a label at or above it is refused. Default 10. */
  readonly classes?: number;
  /** Label bytes before the pixels; the last one is taken (CIFAR-100: 2, coarse then fine). Default 1. */
  readonly labelBytes?: number;
  /** Where to put the images and labels; default: fresh memory. Must be exactly as long as the file needs. */
  readonly into?: { readonly images: Uint8Array; readonly labels: Uint8Array };
}

/** Images of a CIFAR file. */
export interface CifarImages {
  /** `[n, 32, 32, 3]`, 0..255. */
  readonly images: Uint8Array;
  /** `[n]`. */
  readonly labels: Uint8Array;
  readonly shape: readonly [count: number, height: 32, width: 32, channels: 3];
}

/**
 * Reads a CIFAR binary file (`data_batch_1.bin` and its like).
 *
 * @throws DatasetError `PARSE_CIFAR` if the length is not a whole number of records or a label is out of range.
 */
export function parseCifar(bytes: Uint8Array, options: CifarOptions = {}): CifarImages {
  const { classes = 10, labelBytes = 1 } = options;
  const record = labelBytes + CHANNELS * PIXELS;
  if (bytes.length % record !== 0) {
    throw new DatasetError(
      'PARSE_CIFAR',
      `A CIFAR file is a whole number of ${record}-byte records, received ${bytes.length} bytes. It is truncated or another file: get it again.`,
    );
  }
  const count = bytes.length / record;
  const { images, labels } = options.into ?? {
    images: allocate(count * CHANNELS * PIXELS),
    labels: allocate(count),
  };
  if (images.length !== count * CHANNELS * PIXELS || labels.length !== count) {
    throw new DatasetError(
      'PARSE_CIFAR',
      `Memory for ${labels.length} images was given, the file holds ${count}. Is it another file?`,
    );
  }
  for (let image = 0; image < count; image++) {
    const label = bytes[image * record + labelBytes - 1];
    if (label >= classes) {
      throw new DatasetError(
        'PARSE_CIFAR',
        `Labels are 0 to ${classes - 1}, record ${image} has ${label}. Is it another file?`,
      );
    }
    labels[image] = label;
    interleave({ bytes, from: image * record + labelBytes, images, to: image * CHANNELS * PIXELS });
  }
  return { images, labels, shape: [count, SIZE, SIZE, CHANNELS] };
}

function interleave(copy: { bytes: Uint8Array; from: number; images: Uint8Array; to: number }): void {
  const { bytes, from, images } = copy;
  let { to } = copy;
  for (let pixel = from; pixel < from + PIXELS; pixel++) {
    images[to++] = bytes[pixel];
    images[to++] = bytes[pixel + PIXELS];
    images[to++] = bytes[pixel + 2 * PIXELS];
  }
}
