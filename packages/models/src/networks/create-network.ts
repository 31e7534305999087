// A network by name, as data. What is built of it: ../network/build-graph.ts without tfjs, ../create-model.ts with it.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { check } from '../check.ts';
import { networkOfLayers } from '../course-network.ts';
import { checkInputShape, type ImageShape } from '../layer-shapes.ts';
import { fewestClasses, mostUnits } from '../layer-spec.ts';
import type { ModelName } from '../model-descriptor.ts';
import { ModelError } from '../model-error.ts';
import { isModelName, models } from '../models.ts';
import type { NetworkSpec } from '../network/network-spec.ts';
import { applyYourTurn, type YourTurn, yourTurnOptions } from '../your-turn.ts';
import { airbench94 } from './airbench-94.ts';
import { mobilenet32 } from './mobilenet-32.ts';
import { isNetworkName, type NetworkName, type NetworkShape, networks } from './networks.ts';
import { resnet20 } from './resnet-20.ts';

/** What a network by name is made for. */
export interface OtherNetworkOptions {
  /** Height, width and channels of one image; those of the network's data set by default. */
  readonly inputShape?: ImageShape;
  /** How many classes the network tells apart, 2 to 65,536; 10 by default. */
  readonly classes?: number;
}

/** For a model of the course: also the changes of "your turn" to its hidden dense layers. */
export interface NetworkOptions extends OtherNetworkOptions, YourTurn {}

/**
 * A network by name as plain data.
 *
 * @param name one of `networks`
 * @param options the image shape and the number of classes of another data set; for models of the course also the changes of
 * "your turn" to the hidden dense layers
 * @throws ModelError `UNKNOWN_MODEL`; `INVALID_ARGUMENT` for an option of the wrong kind or out of its range
 * @example createNetwork('resnet-20', { classes: 100 }) // for CIFAR-100
 */
export function createNetwork(name: ModelName, options?: NetworkOptions): NetworkSpec;
export function createNetwork(name: NetworkName, options?: OtherNetworkOptions): NetworkSpec;
export function createNetwork(name: NetworkName, options: NetworkOptions = {}): NetworkSpec {
  checkNetworkName(name);
  const isOfCourse = isModelName(name);
  check.options('createNetwork', options, ['inputShape', ...(isOfCourse ? yourTurnOptions : ['classes'])]);
  const { inputShape = networks[name].inputShape, ...changes } = options;
  checkInputShape(inputShape);
  if (isOfCourse) return networkOfLayers(applyYourTurn(models[name].layers, changes), inputShape);
  const { classes = 10 } = changes;
  check.wholeNumber('classes', classes, { min: fewestClasses, max: mostUnits });
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

/** @throws ModelError `UNKNOWN_MODEL`, or `INVALID_ARGUMENT` where the name is no text */
export function checkNetworkName(name: unknown): asserts name is NetworkName {
  if (isNetworkName(name)) return;
  const checks: ArgumentChecks = typeof name === 'string' ? unknownModel : check;
  checks.oneOf('name', name, Object.keys(networks));
}
