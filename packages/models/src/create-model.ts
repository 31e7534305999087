// A model by name, built with its initial weights. Not trained, and not compiled for tfjs' own `model.fit`: @nn101/train takes
// it as it is. Layers of one's own: build-model.ts and network/create-layers-model.ts; without tfjs: networks/create-network.ts.
import type { LayersModel, Sequential } from '@tensorflow/tfjs-layers';
import { buildModel } from './build-model.ts';
import { check } from './check.ts';
import type { ImageShape } from './layer-shapes.ts';
import type { ModelName } from './model-descriptor.ts';
import { isModelName, models } from './models.ts';
import { createLayersModel } from './network/create-layers-model.ts';
import { checkNetworkName, createNetwork, type OtherNetworkOptions } from './networks/create-network.ts';
import type { NetworkName } from './networks/networks.ts';
import { applyYourTurn, type YourTurn, yourTurnOptions } from './your-turn.ts';

/** For a model of the course. */
export interface ModelOptions extends YourTurn {
  /** Of the initial weights: a whole number from 0; 0, the default, is a seed like any other. */
  readonly seed?: number;
  /** Height, width and channels of one image; those of the model's data set by default. */
  readonly inputShape?: ImageShape;
}

/** For the other models, which have no hidden dense layers to change. */
export interface OtherModelOptions extends OtherNetworkOptions {
  /** Of the initial weights: a whole number from 0; 0, the default, is a seed like any other. */
  readonly seed?: number;
}

/**
 * Builds a model with initial weights drawn from the seed, so that equal options give equal bits. Needs a tfjs backend; the
 * caller disposes the model.
 *
 * @param name one of `networks`: the five models of the course, `resnet-20`, `airbench-94`, `mobilenet-32`
 * @param options seed, and the number of classes and the image shape of another data set; for models of the course also the
 * changes of "your turn" to the hidden dense layers
 * @throws ModelError `UNKNOWN_MODEL`; `INVALID_ARGUMENT` for an option of the wrong kind or out of its range, or images
 * too small for the layers; `BACKEND_NOT_READY` where tfjs has no backend yet
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
  check.options('createModel', options, ['seed', ...yourTurnOptions, 'inputShape']);
  const { seed = 0, inputShape = models[name].inputShape, ...changes } = options;
  const layers = applyYourTurn(models[name].layers, changes);
  return buildModel({ layers, inputShape, seed });
}
