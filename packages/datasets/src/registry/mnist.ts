// MNIST: handwritten digits. Layout and parsing: ./idx-layout.ts.
import type { DatasetDefinition } from './descriptor.ts';
import { idxLayout } from './idx-layout.ts';

export const mnistDescriptor: DatasetDefinition = {
  name: 'mnist',
  title: 'MNIST handwritten digits',
  homepage: 'https://github.com/cvdfoundation/mnist',
  ...idxLayout(
    {
      trainImages: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
      trainLabels: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
      testImages: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
      testLabels: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    },
    ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  ),
  mean: [33.318],
  standardDeviation: [78.567],
  licence: 'CC BY-SA 3.0 (Y. LeCun, C. Cortes)',
  citation:
    'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition. Proceedings of the IEEE 86(11), 1998.',
  notes: [],
  // The authors' own site no longer serves the files.
  origins: [
    { url: 'https://storage.googleapis.com/cvdf-datasets/mnist/', cors: false },
    { url: 'https://ossci-datasets.s3.amazonaws.com/mnist/', cors: false },
    { url: 'https://raw.githubusercontent.com/fgnt/mnist/master/', cors: true },
  ],
};
