// Fashion-MNIST: Zalando's articles of clothing, in MNIST's format. Layout and parsing: ./idx-layout.ts.
import type { DatasetDefinition } from './descriptor.ts';
import { idxLayout } from './idx-layout.ts';

export const fashionMnistDescriptor: DatasetDefinition = {
  name: 'fashion-mnist',
  title: 'Fashion-MNIST articles of clothing',
  homepage: 'https://github.com/zalandoresearch/fashion-mnist',
  ...idxLayout(
    // The authors publish md5 of the compressed files only. These are checksums of the content of those files.
    {
      trainImages: 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
      trainLabels: 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
      testImages: '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
      testLabels: '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
    },
    [
      'T-shirt/top',
      'Trouser',
      'Pullover',
      'Dress',
      'Coat',
      'Sandal',
      'Shirt',
      'Sneaker',
      'Bag',
      'Ankle boot',
    ],
  ),
  mean: [72.94],
  standardDeviation: [90.021],
  licence: 'MIT (Zalando SE, 2017)',
  citation:
    'H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms. arXiv:1708.07747, 2017.',
  notes: [],
  origins: [
    { url: 'https://storage.googleapis.com/tensorflow/tf-keras-datasets/', cors: false },
    {
      url: 'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/',
      cors: true,
    },
  ],
};
