// QMNIST: a reconstruction of MNIST from NIST's originals, with the 50,000 test images that MNIST never published.
// Images as in MNIST; labels in an IDX file with eight 32-bit columns, the class first.
import { type DatasetDefinition, type Download, splitwise } from './descriptor.ts';

const COUNT = 60_000;
const COLUMNS = 8;
const CLASS_NAMES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

function file(split: 'train' | 'test', kind: 'images' | 'labels', md5: string): Download {
  const name = `qmnist-${split}-${kind === 'images' ? 'images-idx3-ubyte' : 'labels-idx2-int'}`;
  const bytes = kind === 'images' ? 16 + COUNT * 28 * 28 : 12 + COUNT * COLUMNS * 4;
  return {
    name: `${name}.gz`,
    packing: 'gzip',
    contents: [{ name, bytes, sha256: undefined, split }],
    checksum: { algorithm: 'md5', sum: md5, source: 'torchvision, datasets/mnist.py' },
  };
}

export const qmnistDescriptor: DatasetDefinition = {
  name: 'qmnist',
  title: 'QMNIST handwritten digits',
  homepage: 'https://github.com/facebookresearch/qmnist',
  classNames: CLASS_NAMES,
  imageShape: [28, 28, 1],
  counts: { train: COUNT, test: COUNT },
  mean: [],
  standardDeviation: [],
  licence: 'BSD 3-Clause (Facebook, 2019)',
  citation:
    'C. Yadav, L. Bottou: Cold case: the lost MNIST digits. Advances in Neural Information Processing Systems 32, 2019.',
  notes: [
    'The first 10,000 test images are those of MNIST, the other 50,000 those that MNIST left out.',
    'Only md5 sums of the compressed files are published.',
  ],
  downloads: [
    file('train', 'images', 'ed72d4157d28c017586c42bc6afe6370'),
    file('train', 'labels', '0058f8dd561b90ffdd0f734c6a30e5e4'),
    file('test', 'images', '1394631089c404de565df7b7aeaf9412'),
    file('test', 'labels', '5b5b05890a5e13444e108efe57b788aa'),
  ],
  origins: [{ url: 'https://raw.githubusercontent.com/facebookresearch/qmnist/master/', cors: true }],
  ...splitwise(async (read, split) => {
    const { readExtendedLabels, readPair } = await import('./read-idx.ts');
    const prefix = `qmnist-${split}`;
    return readPair({ read, prefix, classNames: CLASS_NAMES, readLabels: readExtendedLabels });
  }),
};
