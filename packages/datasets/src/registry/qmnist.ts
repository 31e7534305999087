// QMNIST: MNIST made again from NIST's originals, with the 50,000 test images that MNIST never published.
// Images as MNIST's; labels in an IDX file of eight 32-bit columns, the class first.
import { DatasetError } from '../error.ts';
import { parseIdx } from '../formats/idx.ts';
import { allocate } from '../memory.ts';
import type { DatasetDescriptor, Download, ReadContent } from './descriptor.ts';
import { readPair } from './idx-pair.ts';

const COUNT = 60_000;
const COLUMNS = 8;
const CLASS_NAMES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

function file(name: string, bytes: number, md5: string): Download {
  return {
    name: `${name}.gz`,
    packing: 'gzip',
    contents: [{ name, bytes, sha256: undefined }],
    checksum: { algorithm: 'md5', sum: md5, source: 'torchvision, datasets/mnist.py' },
  };
}

const images = 16 + COUNT * 28 * 28;
const labels = 12 + COUNT * COLUMNS * 4;

export const qmnistDescriptor: DatasetDescriptor = {
  name: 'qmnist',
  title: 'QMNIST handwritten digits',
  homepage: 'https://github.com/facebookresearch/qmnist',
  classNames: CLASS_NAMES,
  imageShape: [28, 28, 1],
  counts: { train: COUNT, test: COUNT },
  mean: [],
  std: [],
  licence: 'BSD 3-Clause (Facebook, 2019)',
  citation:
    'C. Yadav, L. Bottou: Cold case: the lost MNIST digits. Advances in Neural Information Processing Systems 32, 2019.',
  notes: [
    'The first 10,000 test images are those of MNIST, the other 50,000 those that MNIST left out.',
    'Only md5 sums of the compressed files are published.',
  ],
  downloads: [
    file('qmnist-train-images-idx3-ubyte', images, 'ed72d4157d28c017586c42bc6afe6370'),
    file('qmnist-train-labels-idx2-int', labels, '0058f8dd561b90ffdd0f734c6a30e5e4'),
    file('qmnist-test-images-idx3-ubyte', images, '1394631089c404de565df7b7aeaf9412'),
    file('qmnist-test-labels-idx2-int', labels, '5b5b05890a5e13444e108efe57b788aa'),
  ],
  origins: [{ url: 'https://raw.githubusercontent.com/facebookresearch/qmnist/master/', cors: true }],
  parse: async (read) => ({ train: await readPart(read, 'train'), test: await readPart(read, 'test') }),
};

function readPart(read: ReadContent, part: 'train' | 'test') {
  return readPair({
    read,
    prefix: `qmnist-${part}`,
    classNames: CLASS_NAMES,
    readLabels: readExtendedLabels,
  });
}

/** The classes out of a file of extended labels, `[count, 8]` 32-bit numbers. @throws DatasetError `PARSE_IDX`. */
export async function readExtendedLabels(read: ReadContent, prefix: string): Promise<Uint8Array> {
  const { type, shape, data } = parseIdx(await read(`${prefix}-labels-idx2-int`));
  if (type !== 'int32' || shape.length !== 2 || shape[1] !== COLUMNS) {
    throw new DatasetError(
      'PARSE_IDX',
      `${prefix} labels expect int32 [count, ${COLUMNS}], received ${type} [${shape}]. Is it another file under this name?`,
    );
  }
  const classes = allocate(shape[0]);
  // A negative or large number becomes 255, which is no class, instead of wrapping round to one.
  for (let row = 0; row < classes.length; row++) {
    const label = data[row * COLUMNS];
    classes[row] = label >= 0 && label < 255 ? label : 255;
  }
  return classes;
}
