// The built-in data sets by name.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { check } from '../check.ts';
import { DatasetError } from '../error.ts';
import { cifar10Descriptor } from './cifar-10.ts';
import { cifar100Descriptor } from './cifar-100.ts';
import type { DatasetDefinition, DatasetDescriptor, DatasetName } from './descriptor.ts';
import { emnistBalancedDescriptor, emnistDigitsDescriptor, emnistLettersDescriptor } from './emnist.ts';
import { fashionMnistDescriptor } from './fashion-mnist.ts';
import { kmnistDescriptor } from './kmnist.ts';
import { mnistDescriptor } from './mnist.ts';
import { qmnistDescriptor } from './qmnist.ts';

const definitions: Readonly<Record<DatasetName, DatasetDefinition>> = {
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

/** The descriptor of each built-in data set: files, checksums, origins, classes, statistics, licence, citation. */
export const datasets: Readonly<Record<DatasetName, DatasetDescriptor>> = definitions;

/**
 * Whether a value is the name of a built-in data set.
 *
 * @example isDatasetName('mnist') // true
 */
export function isDatasetName(value: unknown): value is DatasetName {
  return typeof value === 'string' && Object.hasOwn(definitions, value);
}

const unknownName: ArgumentChecks = createArgumentChecks(
  (message) => new DatasetError('UNKNOWN_DATASET', `There is no data set of that name: ${message}`),
);

/** The definition with this name. @throws DatasetError `UNKNOWN_DATASET`; `INVALID_ARGUMENT` if it is not a string. */
export function findDefinition(name: string): DatasetDefinition {
  if (isDatasetName(name)) return definitions[name];
  const checkName: ArgumentChecks = typeof name === 'string' ? unknownName : check;
  checkName.oneOf('name', name, Object.keys(definitions));
  throw new DatasetError('UNKNOWN_DATASET', `There is no data set "${name}".`);
}
