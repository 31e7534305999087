// Builds a model by name, with initial weights. It is neither trained nor compiled: @nn101/train accepts it as it is, tfjs' own
// `fit` requires `compile` first. Custom layers: build-model.ts and network/create-layers-model.ts; without tfjs:
// networks/create-network.ts.
import type { LayersModel, Sequential } from '@tensorflow/tfjs-layers';
import { buildModel } from './build-model.ts';
import { check } from './check.ts';
import type { ImageShape } from './course/layer-shapes.ts';
import { isModelName, type ModelName, models } from './course/models.ts';
import { type LayerOverrides, overrideLayers, overrideNames } from './course/override-layers.ts';
import { createLayersModel } from './network/create-layers-model.ts';
import { checkNetworkName, createNetwork, type OtherNetworkOptions } from './networks/create-network.ts';
import type { NetworkName } from './networks/networks.ts';

/** Options of a model of the course. */
export interface ModelOptions extends LayerOverrides {
  /** Seed of the initial weights: a whole number from 0. 0, the default, is a seed like any other. */
  readonly seed?: number;
  /** Height, width and channels of one image; by default those of the model's data set. */
  readonly inputShape?: ImageShape;
}

/** Options of the other models, which have no hidden dense layers to change. */
export interface OtherModelOptions extends OtherNetworkOptions {
  /** Seed of the initial weights: a whole number from 0. 0, the default, is a seed like any other. */
  readonly seed?: number;
}

/**
 * Builds a model with initial weights drawn from the seed. Equal options give equal bits. Requires a tfjs backend; the caller
 * must dispose the model.
 *
 * @param name one of `networks`: the five models of the course, `resnet-20`, `airbench-94`, `mobilenet-32`
 * @param options the seed, and for another data set its number of classes and image shape; models of the course also accept
 * changes to their hidden dense layers
 * @throws ModelError `UNKNOWN_MODEL`; `INVALID_ARGUMENT` for an option of the wrong type or out of range, or for
 * images that are too small for the layers; `BACKEND_NOT_READY` if tfjs has no backend yet
 * @example createModel('mnist-basic', { seed: 1, units: 64, activation: 'tanh' })
 * @example createModel('cifar-cnn', { classes: 100 }) // for CIFAR-100
 * @example createModel('resnet-20', { seed: 1 })
 */
export function createModel(name: ModelName, options?: ModelOptions): Sequential;
export function createModel(name: NetworkName, options?: OtherModelOptions): LayersModel;
export function createModel(name: NetworkName, options: ModelOptions = {}): LayersModel {
  checkNetworkName(name);
  if (!isModelName(name)) {
    check.options('createModel', options, ['seed', 'classes', 'inputShape']);
    const { seed, ...shape } = options;
    return createLayersModel({ network: createNetwork(name, shape), seed });
  }
  check.options('createModel', options, ['seed', ...overrideNames, 'inputShape']);
  const { seed = 0, inputShape = models[name].inputShape, ...changes } = options;
  const layers = overrideLayers(models[name].layers, changes);
  return buildModel({ layers, inputShape, seed });
}
