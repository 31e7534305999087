// Resolves a network: fills in default names, connects each layer with its inputs, and infers shapes and weights.
// build-graph.ts and create-layers-model.ts build the result; ../summary/summarize-network.ts counts its cost.
import { ModelError } from '../model-error.ts';
import { kindOf, type NetworkLayer } from './layers/index.ts';
import { type LayerShapes, type Shape, sizeOf, type WeightSpec } from './layers/layer-kind.ts';
import { checkNetwork, type NetworkInput, type NetworkSpec } from './network-spec.ts';

/** A value in a network: the position of an input or of a layer. */
export type Source =
  | { readonly from: 'input'; readonly index: number }
  | { readonly from: 'layer'; readonly index: number };

/** One of a layer's weights. */
export interface ResolvedWeight extends WeightSpec {
  /** Whether training changes it. */
  readonly trainable: boolean;
}

/** A layer with everything that follows from the network around it. */
export interface ResolvedLayer extends LayerShapes {
  readonly layer: NetworkLayer;
  readonly name: string;
  readonly sources: readonly Source[];
  readonly weights: readonly ResolvedWeight[];
}

export interface ResolvedNetwork {
  readonly name: string;
  readonly inputs: readonly (NetworkInput & { readonly name: string })[];
  readonly layers: readonly ResolvedLayer[];
  /** Positions of layers. */
  readonly outputs: readonly number[];
}

// 4 GiB of float32 numbers, the maximum size of a WebAssembly memory.
const maxWeights = 2 ** 30;

/**
 * @throws ModelError `INVALID_ARGUMENT` if the value is not a network, a name is unknown or used twice, or a layer cannot
 * accept its inputs
 */
export function resolveNetwork(network: NetworkSpec): ResolvedNetwork {
  checkNetwork('network', network);
  const inputs = network.inputs.map((input, i) => ({ ...input, name: input.name ?? numbered('input', i) }));
  const names = layerNames(network.layers);
  const known = new Map<string, Source>();
  const declare = (name: string, source: Source) => {
    if (known.has(name)) {
      throw invalid(`expects unique names; received "${name}" twice. Rename one of the two.`);
    }
    known.set(name, source);
  };
  inputs.forEach(({ name }, index) => {
    declare(name, { from: 'input', index });
  });
  const layers: ResolvedLayer[] = [];
  network.layers.forEach((layer, index) => {
    const label = `layers[${index}] (${layer.kind} "${names[index]}")`;
    const sources = layer.inputs
      ? layer.inputs.map((name) => find(known, name, `${label}.inputs`))
      : [previous(index)];
    const shapes = sources.map((source) => shapeOf(source, { inputs, layers }));
    const resolved = withLabel(label, () =>
      resolveLayer(layer, { name: names[index], sources, inputs: shapes }),
    );
    layers.push(resolved);
    declare(names[index], { from: 'layer', index });
  });
  const outputs = network.outputs?.map((name) => outputIndex(known, name)) ?? [layers.length - 1];
  return { name: network.name ?? 'network', inputs, layers, outputs };
}

/** @throws ModelError `INVALID_ARGUMENT` if the weights do not fit into memory */
export function checkWeightCount({ layers }: ResolvedNetwork): void {
  let weights = 0;
  layers.forEach(({ layer, name, weights: own }, index) => {
    weights += own.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    if (weights <= maxWeights) return;
    const label = `layers[${index}] (${layer.kind} "${name}")`;
    throw invalid(
      `expects at most ${maxWeights} weights (4 GiB); received ${weights} up to ${label}. ` +
        'Use fewer units, or pool the images first.',
    );
  });
}

function previous(index: number): Source {
  return index === 0 ? { from: 'input', index: 0 } : { from: 'layer', index: index - 1 };
}

function find(known: ReadonlyMap<string, Source>, name: string, field: string): Source {
  const source = known.get(name);
  if (source) return source;
  throw new ModelError(
    'INVALID_ARGUMENT',
    `${field} expects names of inputs and of layers before it (${[...known.keys()].join(', ')}); received "${name}".`,
  );
}

function outputIndex(known: ReadonlyMap<string, Source>, name: string): number {
  const source = find(known, name, 'outputs');
  if (source.from === 'layer') return source.index;
  throw new ModelError('INVALID_ARGUMENT', `outputs expects names of layers; received the input "${name}".`);
}

function shapeOf(
  { from, index }: Source,
  { inputs, layers }: { readonly inputs: readonly NetworkInput[]; readonly layers: readonly ResolvedLayer[] },
): Shape {
  return from === 'input' ? inputs[index].shape : layers[index].output;
}

function resolveLayer(
  layer: NetworkLayer,
  connection: Pick<ResolvedLayer, 'name' | 'sources' | 'inputs'>,
): ResolvedLayer {
  const kind = kindOf(layer);
  const { inputs } = connection;
  if (kind.isMerging ? inputs.length < 2 : inputs.length !== 1) {
    const expected = kind.isMerging ? 'two or more inputs, named in its field inputs' : 'one input';
    throw new ModelError('INVALID_ARGUMENT', `expects ${expected}; received ${inputs.length}.`);
  }
  const output = kind.shape(layer, inputs);
  const weights = kind.weights?.(layer, inputs) ?? [];
  const { trainable = true } = layer;
  if (typeof trainable === 'object') {
    const trained = weights.filter(({ momentum }) => momentum === undefined).map(({ name }) => name);
    const wrong = trainable.find((name) => !trained.includes(name));
    if (wrong !== undefined) {
      const expected = trained.length > 0 ? trained.join(', ') : 'no weights, as the layer has none';
      throw new ModelError('INVALID_ARGUMENT', `expects ${expected} in trainable; received "${wrong}".`);
    }
  }
  const isTrained = (name: string) => (typeof trainable === 'object' ? trainable.includes(name) : trainable);
  return {
    ...connection,
    layer,
    output,
    weights: weights.map((weight) => ({
      ...weight,
      trainable: weight.momentum === undefined && isTrained(weight.name),
    })),
  };
}

function withLabel<Result>(label: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    throw new ModelError(error.code, `${label} ${error.message}`, { cause: error });
  }
}

/** Given names, and otherwise Keras': that of the kind, with _1, _2, ... from the second layer of a kind on. */
function layerNames(layers: readonly NetworkLayer[]): string[] {
  const counts = new Map<string, number>();
  return layers.map((layer) => {
    if (layer.name !== undefined) return layer.name;
    const { automaticName } = kindOf(layer);
    const before = counts.get(automaticName) ?? 0;
    counts.set(automaticName, before + 1);
    return numbered(automaticName, before);
  });
}

function numbered(name: string, before: number): string {
  return before === 0 ? name : `${name}_${before}`;
}

function invalid(message: string): ModelError {
  return new ModelError('INVALID_ARGUMENT', `The network ${message}`);
}
