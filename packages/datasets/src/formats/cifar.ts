// CIFAR's binary format: records of one label byte (CIFAR-100: two) and 3072 pixel bytes, red plane first. Pixels are
// returned channels last, as in every data set here.
import { check, requireOptions } from '../check.ts';
import { DatasetError } from '../error.ts';
import { allocate } from '../memory.ts';
import { kindSentence } from './file-kind.ts';

const SIZE = 32;
const PIXELS = SIZE * SIZE;
const CHANNELS = 3;

/** How the members of the CIFAR family differ. Default: CIFAR-10. */
export interface CifarOptions {
  /** Number of classes. Labels at or above it are refused. Default 10. */
  readonly classes?: number;
  /** Label bytes before the pixels, the last of which counts (CIFAR-100: 2, coarse then fine). Default 1. */
  readonly labelBytes?: number;
  /** Memory for the images and labels, exactly as long as the file needs. Default: new memory. */
  readonly into?: { readonly images: Uint8Array; readonly labels: Uint8Array };
}

/** The images of a CIFAR file. */
export interface CifarImages {
  /** `[n, 32, 32, 3]`, 0..255. */
  readonly images: Uint8Array;
  /** `[n]`. */
  readonly labels: Uint8Array;
  readonly shape: readonly [count: number, height: 32, width: 32, channels: 3];
}

/**
 * Parses a CIFAR binary file, such as `data_batch_1.bin`.
 *
 * @throws DatasetError `PARSE_CIFAR` if the length is not a multiple of the record length or a label is out of range.
 */
export function parseCifar(bytes: Uint8Array, options: CifarOptions = {}): CifarImages {
  check.instance('bytes', bytes, [Uint8Array]);
  requireOptions('parseCifar', options, ['classes', 'labelBytes', 'into']);
  const { classes = 10, labelBytes = 1 } = options;
  check.wholeNumber('classes', classes, { min: 1, max: 256 });
  check.wholeNumber('labelBytes', labelBytes, { min: 1, max: 2 });
  const record = labelBytes + CHANNELS * PIXELS;
  if (bytes.length % record !== 0) throw wrongLength(bytes, labelBytes);
  const count = bytes.length / record;
  if (options.into !== undefined) requireMemory(options.into);
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

function wrongLength(bytes: Uint8Array, labelBytes: number): DatasetError {
  const record = labelBytes + CHANNELS * PIXELS;
  const other = labelBytes === 1 ? 2 : 1;
  const isOther = bytes.length % (other + CHANNELS * PIXELS) === 0;
  const advice = isOther
    ? ` It matches records with ${other} label bytes: pass labelBytes: ${other}.`
    : kindSentence(bytes) || ' It is truncated or another file: get it again.';
  return new DatasetError(
    'PARSE_CIFAR',
    `A CIFAR file is a whole number of ${record}-byte records, received ${bytes.length} bytes.${advice}`,
  );
}

function requireMemory(into: NonNullable<CifarOptions['into']>): void {
  check.record('into', into, '{ images, labels }');
  const { images, labels }: Readonly<Record<string, unknown>> = into;
  check.instance('into.images', images, [Uint8Array]);
  check.instance('into.labels', labels, [Uint8Array]);
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
