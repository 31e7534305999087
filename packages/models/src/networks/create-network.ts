// Returns a network by name as data. ../network/build-graph.ts builds it without tfjs, ../create-model.ts with tfjs.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { check } from '../check.ts';
import { networkOfLayers } from '../course/course-network.ts';
import { checkInputShape, type ImageShape } from '../course/layer-shapes.ts';
import { maxUnits, minClasses } from '../course/layer-spec.ts';
import { isModelName, type ModelName, models } from '../course/models.ts';
import { type LayerOverrides, overrideLayers, overrideNames } from '../course/override-layers.ts';
import { ModelError } from '../model-error.ts';
import type { NetworkSpec } from '../network/network-spec.ts';
import { airbench94 } from './airbench-94.ts';
import { mobilenet32 } from './mobilenet-32.ts';
import { isNetworkName, type NetworkName, type NetworkShape, networks } from './networks.ts';
import { resnet20 } from './resnet-20.ts';

/** The data that a network is made for. */
export interface OtherNetworkOptions {
  /** Height, width and channels of one image; by default those of the network's data set. */
  readonly inputShape?: ImageShape;
  /** Number of classes, 2 to 65,536; 10 by default. */
  readonly classes?: number;
}

/** A model of the course also accepts changes to its hidden dense layers. */
export interface NetworkOptions extends OtherNetworkOptions, LayerOverrides {}

/**
 * Returns a network by name as plain data.
 *
 * @param name one of `networks`
 * @param options for another data set, its image shape and number of classes; models of the course also accept changes to
 * their hidden dense layers
 * @throws ModelError `UNKNOWN_MODEL`; `INVALID_ARGUMENT` for an option of the wrong type or out of range
 * @example createNetwork('resnet-20', { classes: 100 }) // for CIFAR-100
 */
export function createNetwork(name: ModelName, options?: NetworkOptions): NetworkSpec;
export function createNetwork(name: NetworkName, options?: OtherNetworkOptions): NetworkSpec;
export function createNetwork(name: NetworkName, options: NetworkOptions = {}): NetworkSpec {
  checkNetworkName(name);
  const isCourseModel = isModelName(name);
  check.options('createNetwork', options, ['inputShape', ...(isCourseModel ? overrideNames : ['classes'])]);
  const { inputShape = networks[name].inputShape, ...changes } = options;
  checkInputShape(inputShape);
  if (isCourseModel) return networkOfLayers(overrideLayers(models[name].layers, changes), inputShape);
  const { classes = 10 } = changes;
  check.wholeNumber('classes', classes, { min: minClasses, max: maxUnits });
  const [height, width, channels] = inputShape;
  return builders[name]({ inputShape: [height, width, channels], classes });
}

const builders: Readonly<Record<Exclude<NetworkName, ModelName>, (shape: NetworkShape) => NetworkSpec>> = {
  'resnet-20': resnet20,
  'airbench-94': airbench94,
  'mobilenet-32': mobilenet32,
};

const unknownModel: ArgumentChecks = createArgumentChecks(
  (message) => new ModelError('UNKNOWN_MODEL', message),
);

/** @throws ModelError `UNKNOWN_MODEL`, or `INVALID_ARGUMENT` unless the name is a string */
export function checkNetworkName(name: unknown): asserts name is NetworkName {
  if (isNetworkName(name)) return;
  const checks: ArgumentChecks = typeof name === 'string' ? unknownModel : check;
  checks.oneOf('name', name, Object.keys(networks));
}
