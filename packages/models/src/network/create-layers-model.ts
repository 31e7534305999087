// A network as a model of tfjs-layers. The same without tfjs: build-graph.ts, which draws the same initial weights.

import { tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { constraints, layers, model, input as tfjsInput } from '@tensorflow/tfjs-layers';
import { check } from '../check.ts';
import { checkBackend } from '../check-backend.ts';
import { registerExponential } from '../exponential.ts';
import { tfjsInitializer } from '../initial-weights/tfjs-initializer.ts';
import { largestSeed } from '../random-key.ts';
import { type LayerActivation, tfjsActivations } from './layers/activation-names.ts';
import type { MaxNorm } from './layers/layer-kind.ts';
import { edgesOf } from './layers/reshaping.ts';
import { type LayersModelFile, layersModelFile } from './layers-model-file.ts';
import type { NetworkSpec } from './network-spec.ts';
import { checkWeightCount, type ResolvedLayer, resolveNetwork, type Source } from './resolve-network.ts';

/** A network, and the seed of its weights. */
export interface LayersModelOptions {
  readonly network: NetworkSpec;
  /** Of the initial weights: a whole number from 0; 0, the default, is a seed like any other. */
  readonly seed?: number;
  /** Weights in place of initial ones, as `buildGraph` gives them and training without tfjs changes them. */
  readonly weights?: Float32Array;
}

/**
 * Builds a network as a model of tfjs-layers, not compiled. Needs a tfjs backend; the caller disposes the model.
 *
 * @throws ModelError `INVALID_ARGUMENT` where the value is no network, or its layers do not fit each other;
 * `BACKEND_NOT_READY` where tfjs has no backend yet
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

/** A layer of a resolved network, with its name and initializers. `inputShape` is for the first layer of a Sequential. */
export function createLayer(
  { layer, name, weights }: Pick<ResolvedLayer, 'layer' | 'name' | 'weights'>,
  place: { readonly seed: number; readonly index: number; readonly inputShape?: readonly number[] },
): layers.Layer {
  const { seed, index, inputShape } = place;
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
  // Kinds and fields have tfjs-layers' names, but for those that tfjsFields translates.
  const create = layers[kind === 'cropping2d' ? 'cropping2D' : kind] as (config: object) => layers.Layer;
  const created = create(config);
  // The constructor of tfjs' separable convolution takes the depthwise part's for both.
  if (kind === 'separableConv2d') {
    const { pointwiseInitializer } = Object.fromEntries(initializers);
    Object.assign(created, { pointwiseInitializer });
  }
  return created;
}

/** `depthwise_kernel` is drawn by `depthwiseInitializer`, `moving_mean` by `movingMeanInitializer`. */
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
    // Past constraints, which weights that were trained satisfy already.
    tidy(() => {
      variable?.assign(tensor(values, [...shape]));
    });
  }
}

/** Training changes only some of the layer's weights. tfjs-layers has no field for that, and saves none. */
function freeze(layer: layers.Layer, weights: ResolvedLayer['weights']): void {
  const isTrained = layer.weights.map((_, i) => weights[i].trainable);
  const all = layer.weights;
  for (const [i, weight] of all.entries()) if (!isTrained[i]) weight.trainable = false;
  layer.trainableWeights = all.filter((_, i) => isTrained[i]);
  layer.nonTrainableWeights = all.filter((_, i) => !isTrained[i]);
}
