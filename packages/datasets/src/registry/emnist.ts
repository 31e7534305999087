// EMNIST: handwritten letters and digits from NIST's Special Database 19, in MNIST's format with transposed images. One
// zip archive of 562 MB holds all variants; only the four files of the requested variant are fetched from it.
import {
  type DatasetDefinition,
  type DatasetDescriptor,
  type DatasetName,
  type Download,
  splitwise,
} from './descriptor.ts';

const SIZE = 28;
const SOURCE = 'Eclipse Deeplearning4j, EmnistFetcher.java; the Python package mnists';

interface Variant {
  readonly name: DatasetName & `emnist-${string}`;
  readonly title: string;
  readonly classNames: readonly string[];
  readonly counts: DatasetDescriptor['counts'];
  /** The label of the first class in the files. */
  readonly firstLabel: number;
  /** Published md5 of the four compressed files. */
  readonly sums: Readonly<Record<`${'train' | 'test'}-${'images' | 'labels'}`, string>>;
  /** More directories that hold the four files. */
  readonly origins: DatasetDescriptor['origins'];
}

function emnist(variant: Variant): DatasetDefinition {
  const { name, title, classNames, counts, firstLabel } = variant;
  return {
    name,
    title,
    homepage: 'https://www.nist.gov/itl/products-and-services/emnist-dataset',
    classNames,
    imageShape: [SIZE, SIZE, 1],
    counts,
    mean: [],
    standardDeviation: [],
    licence:
      'No licence is stated by the authors; they ask for the citation. NIST publishes the original database.',
    citation:
      'G. Cohen, S. Afshar, J. Tapson, A. van Schaik: EMNIST: Extending MNIST to handwritten letters. International Joint Conference on Neural Networks, 2017.',
    notes: [
      'The files hold each image transposed; it is turned upright here.',
      'Only md5 sums of the compressed files are published.',
    ],
    downloads: filesOf(variant),
    origins: [
      { url: 'https://biometrics.nist.gov/cs_links/EMNIST/', cors: false, zip: ARCHIVE },
      { url: 'https://www.itl.nist.gov/iaui/vip/cs_links/EMNIST/', cors: false, zip: ARCHIVE },
      ...variant.origins,
    ],
    ...splitwise(async (read, split) => {
      const { readPair, upright } = await import('./read-idx.ts');
      return upright(await readPair({ read, prefix: `${name}-${split}`, classNames, firstLabel }));
    }),
  };
}

const ARCHIVE = { archive: 'gzip.zip', folder: 'gzip/' } as const;

function filesOf({ name, counts, sums }: Variant): Download[] {
  return (['train', 'test'] as const).flatMap((split) =>
    (['images', 'labels'] as const).map((kind): Download => {
      const file = `${name}-${split}-${kind}-${kind === 'images' ? 'idx3' : 'idx1'}-ubyte`;
      const bytes = kind === 'images' ? 16 + counts[split] * SIZE * SIZE : 8 + counts[split];
      return {
        name: `${file}.gz`,
        packing: 'gzip',
        contents: [{ name: file, bytes, sha256: undefined, split }],
        checksum: { algorithm: 'md5', sum: sums[`${split}-${kind}`], source: SOURCE },
      };
    }),
  );
}

const DIGITS = Array.from('0123456789');
const CAPITALS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** 47 classes: digits, capitals, and the small letters that differ from their capitals. */
export const emnistBalancedDescriptor = emnist({
  name: 'emnist-balanced',
  title: 'EMNIST Balanced: handwritten digits and letters',
  classNames: [...DIGITS, ...CAPITALS, ...Array.from('abdefghnqrt')],
  counts: { train: 112_800, test: 18_800 },
  firstLabel: 0,
  sums: {
    'train-images': '4041b0d6f15785d3fa35263901b5496b',
    'train-labels': '7a35cc7b2b7ee7671eddf028570fbd20',
    'test-images': '6818d20fe2ce1880476f747bbc80b22b',
    'test-labels': 'acd3694070dcbf620e36670519d4b32f',
  },
  origins: [{ url: 'https://huggingface.co/datasets/Royc30ne/emnist-balanced/resolve/main/', cors: false }],
});

/** 10 classes, four times as many images as MNIST. */
export const emnistDigitsDescriptor = emnist({
  name: 'emnist-digits',
  title: 'EMNIST Digits: handwritten digits',
  classNames: DIGITS,
  counts: { train: 240_000, test: 40_000 },
  firstLabel: 0,
  sums: {
    'train-images': 'd2662ecdc47895a6bbfce25de9e9a677',
    'train-labels': '2223fcfee618ac9c89ef20b6e48bcf9e',
    'test-images': 'a159b8b3bd6ab4ed4793c1cb71a2f5cc',
    'test-labels': '8afde66ea51d865689083ba6bb779fac',
  },
  origins: [],
});

/** 26 classes, capitals and small letters merged. Labels start at 1 in the files and at 0 here. */
export const emnistLettersDescriptor = emnist({
  name: 'emnist-letters',
  title: 'EMNIST Letters: handwritten letters',
  classNames: CAPITALS,
  counts: { train: 124_800, test: 20_800 },
  firstLabel: 1,
  sums: {
    'train-images': '8795078f199c478165fe18db82625747',
    'train-labels': 'c16de4f1848ddcdddd39ab65d2a7be52',
    'test-images': '382093a19703f68edac6d01b8dfdfcad',
    'test-labels': 'd4108920cd86601ec7689a97f2de7f59',
  },
  origins: [{ url: 'https://huggingface.co/datasets/Royc30ne/emnist-letters/resolve/main/', cors: false }],
});
