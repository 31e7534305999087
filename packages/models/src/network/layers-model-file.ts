// Writes a network in the file format of tfjs-layers, which TensorFlow.js, its converter and loadModel of @nn101/train read:
// the topology for model.json, and the weights in one array. It does not need tfjs.
import { check } from '../check.ts';
import { type LayerActivation, tfjsActivations } from './layers/activation-names.ts';
import { kindOf } from './layers/index.ts';
import type { MaxNorm } from './layers/layer-kind.ts';
import { edgesOf } from './layers/reshaping.ts';
import type { NetworkSpec } from './network-spec.ts';
import { type ResolvedLayer, type ResolvedNetwork, resolveNetwork } from './resolve-network.ts';

/** A network with its weights. */
export interface LayersModelFileOptions {
  readonly network: NetworkSpec;
  /** In the order of `buildGraph`: trained parameters, then states, then frozen parameters. */
  readonly weights: Float32Array;
}

/** The two files of a LayersModel. */
export interface LayersModelFile {
  /** The content of model.json. */
  readonly modelJson: ModelJson;
  /** The content of weights.bin: little-endian float32 numbers. */
  readonly weightData: Float32Array;
}

/** The content of model.json. */
export interface ModelJson {
  readonly modelTopology: Readonly<Record<string, unknown>>;
  readonly format: 'layers-model';
  readonly generatedBy: 'nn101';
  readonly convertedBy: null;
  /** tfjs keeps this field unchanged. It contains the network itself, for use with `buildGraph` without tfjs. */
  readonly userDefinedMetadata: { readonly nn101: { readonly network: NetworkSpec } };
  readonly weightsManifest: readonly [
    { readonly paths: readonly ['weights.bin']; readonly weights: readonly WeightFileEntry[] },
  ];
}

/** A weight in a weights manifest. */
export interface WeightFileEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32';
}

/**
 * Returns the content of a LayersModel's files. A chain of layers becomes a Sequential model, any other network a functional
 * model.
 *
 * @throws ModelError `INVALID_ARGUMENT` unless the value is a network and there are as many weights as it has
 * @example layersModelFile({ network, weights: buildGraph({ network, seed: 1 }).weights }).modelJson
 */
export function layersModelFile(options: LayersModelFileOptions): LayersModelFile {
  check.options('layersModelFile', options, ['network', 'weights']);
  const { network, weights } = options;
  const resolved = resolveNetwork(network);
  const total = weightEntries(resolved).reduce(
    (sum, { shape }) => sum + shape.reduce((product, length) => product * length, 1),
    0,
  );
  check.that(weights instanceof Float32Array && weights.length === total, 'weights', {
    expected: `a Float32Array of ${total} numbers, all weights of the network`,
    value: weights,
  });
  const topology = isChain(resolved) ? sequential(resolved) : functional(resolved);
  return {
    modelJson: {
      modelTopology: { ...topology, keras_version: 'tfjs-layers 4.22.0', backend: 'tensor_flow.js' },
      format: 'layers-model',
      generatedBy: 'nn101',
      convertedBy: null,
      userDefinedMetadata: { nn101: { network } },
      weightsManifest: [{ paths: ['weights.bin'], weights: weightEntries(resolved) }],
    },
    weightData: weights,
  };
}

/** The weights in the order of the kernels' layout. */
function weightEntries({ layers }: ResolvedNetwork): WeightFileEntry[] {
  const all = layers.flatMap(({ name: layer, weights }) =>
    weights.map(({ name, ...weight }) => ({ ...weight, name: `${layer}/${name}` })),
  );
  const isState = ({ momentum }: (typeof all)[number]) => momentum !== undefined;
  const parameters = all.filter((weight) => !isState(weight));
  const ordered = [
    ...parameters.filter(({ trainable }) => trainable),
    ...all.filter(isState),
    ...parameters.filter(({ trainable }) => !trainable),
  ];
  return ordered.map(({ name, shape }) => ({ name, shape, dtype: 'float32' }));
}

function isChain({ inputs, layers, outputs }: ResolvedNetwork): boolean {
  const follows = ({ sources: [source, ...more] }: ResolvedLayer, i: number) =>
    more.length === 0 &&
    (i === 0 ? source.from === 'input' : source.from === 'layer' && source.index === i - 1);
  return (
    inputs.length === 1 && outputs.length === 1 && outputs[0] === layers.length - 1 && layers.every(follows)
  );
}

function sequential({ name, inputs: [input], layers }: ResolvedNetwork) {
  const first = { batch_input_shape: [null, ...input.shape], dtype: 'float32' };
  const configs = layers.map((layer, i) => ({
    class_name: kindOf(layer.layer).className,
    config: { ...configOf(layer), ...(i === 0 && first) },
  }));
  return { class_name: 'Sequential', config: { name, layers: configs } };
}

function functional({ name, inputs, layers, outputs }: ResolvedNetwork) {
  const nameAt = ({ from, index }: ResolvedLayer['sources'][number]) =>
    from === 'input' ? inputs[index].name : layers[index].name;
  const inputLayers = inputs.map((input) => ({
    name: input.name,
    class_name: 'InputLayer',
    config: {
      batch_input_shape: [null, ...input.shape],
      dtype: 'float32',
      sparse: false,
      name: input.name,
    },
    inbound_nodes: [],
  }));
  const others = layers.map((layer) => ({
    name: layer.name,
    class_name: kindOf(layer.layer).className,
    config: configOf(layer),
    inbound_nodes: [layer.sources.map((source) => [nameAt(source), 0, 0, {}])],
  }));
  return {
    class_name: 'Model',
    config: {
      name,
      layers: [...inputLayers, ...others],
      input_layers: inputs.map((input) => [input.name, 0, 0]),
      output_layers: outputs.map((index) => [layers[index].name, 0, 0]),
    },
  };
}

/** A layer's fields under Keras' names. Initializers are left out, because the model comes with its weights. */
function configOf({ layer, name }: ResolvedLayer): Record<string, unknown> {
  const { kind: _, name: __, inputs: ___, trainable, ...fields } = layer;
  const entries = Object.entries(fields)
    .filter(([field]) => !field.endsWith('Initializer'))
    .map(([field, value]) => [pythonName(field), kerasValue(field, value)]);
  return { name, trainable: trainable !== false, ...Object.fromEntries(entries) };
}

function pythonName(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function kerasValue(field: string, value: unknown): unknown {
  if (field === 'activation') return tfjsActivations[value as LayerActivation];
  if (field === 'kernelConstraint') {
    const { maxValue, axis = 0 } = value as MaxNorm;
    return { class_name: 'MaxNorm', config: { max_value: maxValue, axis } };
  }
  if (field === 'cropping' || (field === 'padding' && typeof value !== 'string')) {
    return edgesOf(value as Parameters<typeof edgesOf>[0]);
  }
  return field === 'size' && typeof value === 'number' ? [value, value] : value;
}
