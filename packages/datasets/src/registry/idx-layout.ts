// Describes data sets in MNIST's layout: a file of images and a file of labels per split. Parsing: ./read-idx.ts.
import { type DatasetDefinition, type Download, splitwise } from './descriptor.ts';

/** Official sha256 of the four uncompressed files; undefined if none is published. */
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

/** The fields shared by all data sets of 60,000 + 10,000 grey 28x28 images in IDX files. */
export function idxLayout(
  sums: IdxSums,
  classNames: readonly string[],
): Pick<DatasetDefinition, 'classNames' | 'imageShape' | 'counts' | 'downloads' | 'parse' | 'parseSplit'> {
  const images = (split: 'train' | 'test', sha256: string | undefined) => ({
    name: `${PREFIX[split]}-images-idx3-ubyte`,
    bytes: IMAGES_HEADER + COUNTS[split] * SIZE * SIZE,
    sha256,
    split,
  });
  const labels = (split: 'train' | 'test', sha256: string | undefined) => ({
    name: `${PREFIX[split]}-labels-idx1-ubyte`,
    bytes: LABELS_HEADER + COUNTS[split],
    sha256,
    split,
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
    ...splitwise(async (read, split) => {
      const { readPair } = await import('./read-idx.ts');
      return readPair({ read, prefix: PREFIX[split], classNames });
    }),
  };
}

const PREFIX = { train: 'train', test: 't10k' } as const;
