// Builds a network as a model of tfjs-layers. Without tfjs: build-graph.ts, which draws the same initial weights.

import { backend, tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import {
  constraints,
  type LayersModel,
  layers,
  model,
  type SymbolicTensor,
  input as tfjsInput,
} from '@tensorflow/tfjs-layers';
import { largestSeed } from '#random';
import { check } from '../check.ts';
import { registerExponential } from '../exponential.ts';
import { tfjsInitializer } from '../initial-weights/tfjs-initializer.ts';
import { ModelError } from '../model-error.ts';
import { type LayerActivation, tfjsActivations } from './layers/activation-names.ts';
import type { MaxNorm } from './layers/layer-kind.ts';
import { edgesOf } from './layers/reshaping.ts';
import { type LayersModelFile, layersModelFile } from './layers-model-file.ts';
import type { NetworkSpec } from './network-spec.ts';
import { checkWeightCount, type ResolvedLayer, resolveNetwork, type Source } from './resolve-network.ts';

/** A network, and the seed of its weights. */
export interface LayersModelOptions {
  readonly network: NetworkSpec;
  /** Seed of the initial weights: a whole number from 0. 0, the default, is a seed like any other. */
  readonly seed?: number;
  /** Weights to use instead of initial ones, in the order of `buildGraph`, for example after training without tfjs. */
  readonly weights?: Float32Array;
}

/**
 * Builds a network as a model of tfjs-layers. It is not compiled. Requires a tfjs backend; the caller must dispose the model.
 *
 * @throws ModelError `INVALID_ARGUMENT` unless the value is a network whose layers fit each other;
 * `BACKEND_NOT_READY` if tfjs has no backend yet
 * @example createLayersModel({ network: createNetwork('resnet-20'), seed: 1 })
 */
export function createLayersModel(options: LayersModelOptions): LayersModel {
  check.options('createLayersModel', options, ['network', 'seed', 'weights']);
  const { network, seed = 0, weights: given } = options;
  check.wholeNumber('seed', seed, { min: 0, max: largestSeed });
  const resolved = resolveNetwork(network);
  checkWeightCount(resolved);
  checkBackend();
  registerExponential();
  const inputs = resolved.inputs.map(({ name, shape }) => tfjsInput({ name, shape: [...shape] }));
  const values: SymbolicTensor[] = [];
  const valueAt = ({ from, index }: Source) => (from === 'input' ? inputs[index] : values[index]);
  resolved.layers.forEach((layer, index) => {
    const sources = layer.sources.map(valueAt);
    const value = createLayer(layer, { seed, index }).apply(sources.length === 1 ? sources[0] : sources);
    values.push(value as SymbolicTensor);
  });
  const outputs = resolved.outputs.map((index) => values[index]);
  const built = model({ name: resolved.name, inputs, outputs });
  for (const { name, weights, layer } of resolved.layers) {
    if (typeof layer.trainable === 'object') freeze(built.getLayer(name), weights);
  }
  if (given !== undefined) setWeights(built, layersModelFile({ network, weights: given }));
  return built;
}

/** Creates one layer of a resolved network. `inputShape` is for the first layer of a Sequential model. */
export function createLayer(
  { layer, name, weights }: Pick<ResolvedLayer, 'layer' | 'name' | 'weights'>,
  options: { readonly seed: number; readonly index: number; readonly inputShape?: readonly number[] },
): layers.Layer {
  const { seed, index, inputShape } = options;
  const { kind, inputs: _, trainable, ...fields } = layer;
  const initializers = weights.map(({ name: weightName, initializer }, weight) => [
    initializerField(weightName),
    tfjsInitializer(initializer, { seed, layer: index, weight }),
  ]);
  const config = {
    ...tfjsFields(fields),
    ...Object.fromEntries(initializers),
    name,
    ...(typeof trainable === 'boolean' && { trainable }),
    ...(inputShape && { inputShape: [...inputShape] }),
  };
  // Kinds and fields have the names of tfjs-layers, except for the fields that tfjsFields translates.
  const create = layers[kind === 'cropping2d' ? 'cropping2D' : kind] as (config: object) => layers.Layer;
  const created = create(config);
  // The constructor of tfjs' separable convolution uses the depthwise initializer for both kernels.
  if (kind === 'separableConv2d') {
    const { pointwiseInitializer } = Object.fromEntries(initializers);
    Object.assign(created, { pointwiseInitializer });
  }
  return created;
}

/** The field of a weight's initializer: `depthwiseInitializer` for `depthwise_kernel`, `movingMeanInitializer` for `moving_mean`. */
function initializerField(weight: string): string {
  const stem = weight === 'depthwise_kernel' || weight === 'pointwise_kernel' ? weight.split('_')[0] : weight;
  return `${stem.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())}Initializer`;
}

function tfjsFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, tfjsField(field, value)]));
}

function tfjsField(field: string, value: unknown): unknown {
  if (field === 'activation') return tfjsActivations[value as LayerActivation];
  if (field === 'kernelConstraint') {
    const { maxValue, axis = 0 } = value as MaxNorm;
    return constraints.maxNorm({ maxValue, axis });
  }
  if (field === 'cropping') return edgesOf(value as Parameters<typeof edgesOf>[0]);
  if (field === 'size' && typeof value === 'number') return [value, value];
  if (field === 'padding' && typeof value !== 'string')
    return edgesOf(value as Parameters<typeof edgesOf>[0]);
  return value;
}

function setWeights(model: LayersModel, { modelJson, weightData }: LayersModelFile): void {
  const variables = new Map(model.weights.map((weight) => [weight.originalName, weight]));
  let offset = 0;
  for (const { name, shape } of modelJson.weightsManifest[0].weights) {
    const size = shape.reduce((product, length) => product * length, 1);
    const values = weightData.slice(offset, offset + size);
    offset += size;
    const variable = variables.get(name)?.read() as Variable | undefined;
    // Bypasses constraints, which trained weights already satisfy.
    tidy(() => {
      variable?.assign(tensor(values, [...shape]));
    });
  }
}

/** Freezes some of the layer's weights. tfjs-layers has no option for this, and does not save it. */
function freeze(layer: layers.Layer, weights: ResolvedLayer['weights']): void {
  const isTrained = layer.weights.map((_, i) => weights[i].trainable);
  const all = layer.weights;
  for (const [i, weight] of all.entries()) if (!isTrained[i]) weight.trainable = false;
  layer.trainableWeights = all.filter((_, i) => isTrained[i]);
  layer.nonTrainableWeights = all.filter((_, i) => !isTrained[i]);
}

/** @throws ModelError `BACKEND_NOT_READY` if tfjs has no backend, which the weights need, as they are tensors */
export function checkBackend(): void {
  try {
    backend();
  } catch (cause) {
    throw new ModelError(
      'BACKEND_NOT_READY',
      'A model expects a tfjs backend that is ready; received none. Call `await prepareBackend()` of @nn101/train ' +
        'first, or import a backend such as @tensorflow/tfjs-backend-wasm and call `await tf.setBackend("wasm")`.',
      { cause },
    );
  }
}
