// How a set in MNIST's layout is described: an images file and a labels file for each part. Reading: ./read-idx.ts.
import { type DatasetDescriptor, type Download, partwise } from './descriptor.ts';

/** Official sha256 of the four uncompressed files; undefined where none is published. */
export interface IdxSums {
  readonly trainImages?: string;
  readonly trainLabels?: string;
  readonly testImages?: string;
  readonly testLabels?: string;
}

const COUNTS = { train: 60_000, test: 10_000 } as const;
const SIZE = 28;
const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;

/** The parts of a descriptor that every set of 60,000 + 10,000 grey 28x28 images in IDX files shares. */
export function idxLayout(
  sums: IdxSums,
  classNames: readonly string[],
): Pick<DatasetDescriptor, 'classNames' | 'imageShape' | 'counts' | 'downloads' | 'parse' | 'parsePart'> {
  const images = (part: 'train' | 'test', sha256: string | undefined) => ({
    name: `${PREFIX[part]}-images-idx3-ubyte`,
    bytes: IMAGES_HEADER + COUNTS[part] * SIZE * SIZE,
    sha256,
    part,
  });
  const labels = (part: 'train' | 'test', sha256: string | undefined) => ({
    name: `${PREFIX[part]}-labels-idx1-ubyte`,
    bytes: LABELS_HEADER + COUNTS[part],
    sha256,
    part,
  });
  return {
    classNames,
    imageShape: [SIZE, SIZE, 1],
    counts: COUNTS,
    downloads: [
      images('train', sums.trainImages),
      labels('train', sums.trainLabels),
      images('test', sums.testImages),
      labels('test', sums.testLabels),
    ].map((file): Download => ({ name: `${file.name}.gz`, packing: 'gzip', contents: [file] })),
    ...partwise(async (read, part) => {
      const { readPair } = await import('./read-idx.ts');
      return readPair({ read, prefix: PREFIX[part], classNames });
    }),
  };
}

const PREFIX = { train: 'train', test: 't10k' } as const;
