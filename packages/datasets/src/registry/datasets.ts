// The built-in data sets by name.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { check } from '../check.ts';
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

const unknownName: ArgumentChecks = createArgumentChecks(
  (message) => new DatasetError('UNKNOWN_DATASET', `There is no data set of that name: ${message}`),
);

/** The descriptor of that name. @throws DatasetError `UNKNOWN_DATASET`; `INVALID_ARGUMENT` for what is no name. */
export function findDescriptor(name: string): DatasetDescriptor {
  const descriptor = Object.values(datasets).find((candidate) => candidate.name === name);
  if (descriptor !== undefined) return descriptor;
  const checkName: ArgumentChecks = typeof name === 'string' ? unknownName : check;
  checkName.oneOf('name', name, Object.keys(datasets));
  throw new DatasetError('UNKNOWN_DATASET', `There is no data set "${name}".`);
}
