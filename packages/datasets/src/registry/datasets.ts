// The built-in data sets by name.
import { DatasetError } from '../error.ts';
import { cifar10Descriptor } from './cifar-10.ts';
import { cifar100Descriptor } from './cifar-100.ts';
import type { DatasetDescriptor, DatasetName } from './descriptor.ts';
import { emnistBalancedDescriptor, emnistDigitsDescriptor, emnistLettersDescriptor } from './emnist.ts';
import { fashionMnistDescriptor } from './fashion-mnist.ts';
import { kmnistDescriptor } from './kmnist.ts';
import { mnistDescriptor } from './mnist.ts';
import { qmnistDescriptor } from './qmnist.ts';

/** Descriptor of each built-in data set: files, checksums, origins, classes, statistics, licence, citation. */
export const datasets: Readonly<Record<DatasetName, DatasetDescriptor>> = {
  mnist: mnistDescriptor,
  'fashion-mnist': fashionMnistDescriptor,
  'cifar-10': cifar10Descriptor,
  kmnist: kmnistDescriptor,
  qmnist: qmnistDescriptor,
  'emnist-balanced': emnistBalancedDescriptor,
  'emnist-digits': emnistDigitsDescriptor,
  'emnist-letters': emnistLettersDescriptor,
  'cifar-100': cifar100Descriptor,
};

/** The descriptor of that name. @throws DatasetError `UNKNOWN_DATASET`. */
export function findDescriptor(name: string): DatasetDescriptor {
  const descriptor = Object.values(datasets).find((candidate) => candidate.name === name);
  if (descriptor === undefined) {
    const known = Object.keys(datasets).join(', ');
    throw new DatasetError('UNKNOWN_DATASET', `There is no data set "${name}". Known are: ${known}.`);
  }
  return descriptor;
}
