// CIFAR-10: small colour photographs in ten classes, one archive of six binary files.
import { type ContentFile, type DatasetDefinition, splitwise } from './descriptor.ts';

const BATCH = 10_000;
const RECORD = 1 + 32 * 32 * 3;
const CLASS_NAMES = [
  'airplane',
  'automobile',
  'bird',
  'cat',
  'deer',
  'dog',
  'frog',
  'horse',
  'ship',
  'truck',
] as const;

function batch(name: string, sha256: string): ContentFile {
  return { name: `cifar-10-batches-bin/${name}.bin`, bytes: BATCH * RECORD, sha256 };
}

const trainFiles = [
  batch('data_batch_1', 'cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5'),
  batch('data_batch_2', 'a591ca11fa1708a91ee40f54b3da4784ccd871ecf2137de63f51ada8b3fa57ed'),
  batch('data_batch_3', 'bbe8596564c0f86427f876058170b84dac6670ddf06d79402899d93ceea26f67'),
  batch('data_batch_4', '014e562d6e23c72197cc727519169a60359f5eccd8945ad5a09d710285ff4e48'),
  batch('data_batch_5', '755304fc0b379caeae8c14f0dac912fbc7d6cd469eb67a1029a08a39453a9add'),
];
const testFile = batch('test_batch', '8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b');

export const cifar10Descriptor: DatasetDefinition = {
  name: 'cifar-10',
  title: 'CIFAR-10 small photographs',
  homepage: 'https://www.cs.toronto.edu/~kriz/cifar.html',
  classNames: CLASS_NAMES,
  imageShape: [32, 32, 3],
  counts: { train: 5 * BATCH, test: BATCH },
  mean: [125.307, 122.95, 113.865],
  standardDeviation: [62.993, 62.089, 66.705],
  licence: 'No licence is stated by the authors; they ask for the citation.',
  citation:
    'A. Krizhevsky: Learning multiple layers of features from tiny images. University of Toronto, 2009.',
  notes: ['About 3 % of the test images have a near duplicate in the training set (Barz and Denzler, 2020).'],
  downloads: [{ name: 'cifar-10-binary.tar.gz', packing: 'tar.gz', contents: [...trainFiles, testFile] }],
  // The authors' server comes last: since mid-2026 it sends about 60 kB/s, which is an hour for this archive.
  origins: [
    { url: 'https://mindspore-website.obs.cn-north-4.myhuaweicloud.com/notebook/datasets/', cors: false },
    { url: 'https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10/', cors: false },
    { url: 'https://www.cs.toronto.edu/~kriz/', cors: false },
  ],
  ...splitwise(async (read, split) => {
    const { readBatches } = await import('./read-cifar.ts');
    return readBatches({ read, files: split === 'train' ? trainFiles : [testFile], classNames: CLASS_NAMES });
  }),
};
