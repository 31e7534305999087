// CIFAR-100: photographs like those of CIFAR-10, in a hundred classes of twenty groups. One archive of two files.
import { type ContentFile, type DatasetDefinition, splitwise } from './descriptor.ts';

const COUNTS = { train: 50_000, test: 10_000 } as const;
const RECORD = 2 + 32 * 32 * 3;

/** The fine classes in the order of their labels, from `fine_label_names.txt` in the archive. */
const CLASS_NAMES = (
  'apple aquarium_fish baby bear beaver bed bee beetle bicycle bottle bowl boy bridge bus butterfly camel can castle ' +
  'caterpillar cattle chair chimpanzee clock cloud cockroach couch crab crocodile cup dinosaur dolphin elephant ' +
  'flatfish forest fox girl hamster house kangaroo keyboard lamp lawn_mower leopard lion lizard lobster man ' +
  'maple_tree motorcycle mountain mouse mushroom oak_tree orange orchid otter palm_tree pear pickup_truck pine_tree ' +
  'plain plate poppy porcupine possum rabbit raccoon ray road rocket rose sea seal shark shrew skunk skyscraper snail ' +
  'snake spider squirrel streetcar sunflower sweet_pepper table tank telephone television tiger tractor train trout ' +
  'tulip turtle wardrobe whale willow_tree wolf woman worm'
).split(' ');

function content(split: 'train' | 'test'): ContentFile {
  return { name: `cifar-100-binary/${split}.bin`, bytes: COUNTS[split] * RECORD, sha256: undefined };
}

export const cifar100Descriptor: DatasetDefinition = {
  name: 'cifar-100',
  title: 'CIFAR-100 small photographs',
  homepage: 'https://www.cs.toronto.edu/~kriz/cifar.html',
  classNames: CLASS_NAMES,
  imageShape: [32, 32, 3],
  counts: COUNTS,
  mean: [],
  standardDeviation: [],
  licence: 'No licence is stated by the authors; they ask for the citation.',
  citation:
    'A. Krizhevsky: Learning multiple layers of features from tiny images. University of Toronto, 2009.',
  notes: [
    'Labels are the 100 fine classes; parseCifar of @nn101/datasets/formats reads the 20 groups.',
    'About 10 % of the test images have a near duplicate in the training set (Barz and Denzler, 2020).',
    'Only the sums of the compressed archive are published.',
  ],
  downloads: [
    {
      name: 'cifar-100-binary.tar.gz',
      packing: 'tar.gz',
      contents: [content('train'), content('test')],
      checksum: {
        algorithm: 'sha256',
        sum: '58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec',
        source: 'TensorFlow Datasets, url_checksums/cifar100.txt',
      },
    },
  ],
  origins: [
    { url: 'https://mindspore-website.obs.cn-north-4.myhuaweicloud.com/notebook/datasets/', cors: false },
    { url: 'https://www.cs.toronto.edu/~kriz/', cors: false },
  ],
  ...splitwise(async (read, split) => {
    const { parseCifar } = await import('../formats/cifar.ts');
    const options = { classes: CLASS_NAMES.length, labelBytes: 2 };
    return { ...parseCifar(await read(content(split).name), options), classNames: CLASS_NAMES };
  }),
};
