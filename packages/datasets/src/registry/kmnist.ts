// KMNIST: cursive Japanese characters from old books, in MNIST's format. Layout and parsing: ./idx-layout.ts.
import type { DatasetDefinition } from './descriptor.ts';
import { idxLayout } from './idx-layout.ts';

const layout = idxLayout({}, ['o', 'ki', 'su', 'tsu', 'na', 'ha', 'ma', 'ya', 're', 'wo']);

/** sha256 of the compressed files, in the order of the downloads. */
const SUMS = [
  '51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4',
  'e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17',
  'edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5',
  '20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c',
];
const SOURCE = 'TensorFlow Datasets, url_checksums/kmnist.txt';

export const kmnistDescriptor: DatasetDefinition = {
  name: 'kmnist',
  title: 'Kuzushiji-MNIST cursive Japanese characters',
  homepage: 'https://codh.rois.ac.jp/kmnist/',
  ...layout,
  downloads: layout.downloads.map((download, index) => ({
    ...download,
    checksum: { algorithm: 'sha256', sum: SUMS[index], source: SOURCE },
  })),
  mean: [],
  standardDeviation: [],
  licence:
    'CC BY-SA 4.0 ("KMNIST Dataset", created by CODH, adapted from "Kuzushiji Dataset", created by NIJL and others)',
  citation:
    'T. Clanuwat, M. Bober-Irizar, A. Kitamoto, A. Lamb, K. Yamamoto, D. Ha: Deep learning for classical Japanese literature. arXiv:1812.01718, 2018.',
  notes: ['Only the sha256 sums of the compressed files are published.'],
  // The authors publish both. Users report that the second is often unreachable.
  origins: [
    { url: 'https://storage.googleapis.com/kuzushiji-mnist/', cors: false },
    { url: 'https://codh.rois.ac.jp/kmnist/dataset/kmnist/', cors: false },
  ],
};
