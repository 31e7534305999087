// Implements model.ts for a network: a graph with its weights. It does not use tfjs.
import { type Graph, inferShapes, layOutParameters, type ParameterLayout } from '@nn101/kernels/graph';
import { randomKey } from '#random';
import { check } from '../check.ts';
import { plainName } from '../losses/losses.ts';
import { TrainError } from '../train-error.ts';
import type { Model, ModelInput, ModelOutput, ModelWeights, OutputEnd } from './model.ts';

/**
 * A network to train: the graph, and the values of its parameters and states, which training changes in place. `buildGraph`
 * of @nn101/models/graph creates both from a description, `loadNetwork` reads them from files, `networkOf` converts a model
 * of tfjs-layers.
 */
export interface Network {
  readonly graph: Graph;
  /** In the order of `layOutParameters` of @nn101/kernels/graph: trained parameters, then states, then frozen parameters. */
  readonly weights: Float32Array;
}

/** @throws TrainError `INVALID_ARGUMENT` for a value that is not a network; KernelError if its graph is invalid */
export function networkModel(network: Network): Model {
  const layout = checkNetwork(network);
  const { graph, weights } = network;
  const shapes = inferShapes(graph).map(({ output }) => output);
  const flat: ModelWeights = {
    read: () => ({
      trained: weights.subarray(0, layout.trained),
      states: weights.subarray(layout.trained, layout.gradient),
      frozen: weights.subarray(layout.gradient),
    }),
    write({ trained, states }) {
      weights.set(trained);
      weights.set(states, layout.trained);
    },
  };
  return {
    source: weights,
    inputs: inputsOf(graph),
    outputs: outputsOf(graph, shapes),
    parameters: layout.total,
    isTrainable: layout.trained > 0,
    defaults: {},
    plan: (seed = 0) => ({ graph: seeded(graph, seed), weights: flat }),
    values: async () => weights,
    snapshot: () => weights.slice(),
    restore: (snapshot) => weights.set(snapshot),
  };
}

/** @throws TrainError `INVALID_ARGUMENT`; KernelError `INVALID_ARGUMENT` if the graph is invalid */
export function checkNetwork(network: Network): ParameterLayout {
  if (isLayersModel(network)) {
    throw new TrainError(
      'INVALID_ARGUMENT',
      'network expects { graph, weights }; received a model of tfjs-layers. Import this function from @nn101/train, ' +
        'which accepts both.',
    );
  }
  check.that(isNetwork(network), 'network', { expected: 'a network { graph, weights }', value: network });
  const { graph, weights } = network;
  check.record('network.graph', graph, '{ nodes, parameters, states, outputs }');
  const layout = layOutParameters(graph);
  check.that(weights instanceof Float32Array && weights.length === layout.total, 'network.weights', {
    expected: `a Float32Array of ${layout.total} numbers, all parameters and states of its graph`,
    value: weights,
  });
  return layout;
}

/** Returns whether a value is a network and not a model of tfjs-layers. */
export function isNetwork(model: unknown): model is Network {
  return (
    typeof model === 'object' &&
    model !== null &&
    'graph' in model &&
    'weights' in model &&
    !isLayersModel(model)
  );
}

function isLayersModel(model: unknown): boolean {
  return typeof model === 'object' && model !== null && 'countParams' in model;
}

function inputsOf({ nodes, parameters }: Graph): ModelInput[] {
  return nodes.flatMap(({ name, operation }, index) => {
    if (operation.kind !== 'input') return [];
    const embedding = nodes.find(
      (node) => node.operation.kind === 'embedding' && node.inputs.includes(index),
    );
    return {
      name,
      shape: operation.shape,
      ...(embedding && {
        embedding: { name: embedding.name, rows: parameters[embedding.parameters[0]].shape[0] },
      }),
    };
  });
}

/** Returns a graph's outputs with unique names. */
export function outputsOf(graph: Graph, shapes: readonly (readonly number[])[]): ModelOutput[] {
  const names = graph.outputs.map((node) => graph.nodes[node].name);
  return graph.outputs.map((node, i) => ({
    name: names.indexOf(names[i]) === i ? names[i] : `${names[i]}_${i + 1}`,
    shape: shapes[node],
    end: endOf(graph, node),
  }));
}

/** Operations without an activation. */
const linear = ['dense', 'conv1d', 'conv2d', 'conv2dTranspose', 'depthwiseConv2d'];

/** Returns the operation that determines the range of a node's values. */
function endOf(graph: Graph, index: number): OutputEnd {
  const { name, operation, inputs } = graph.nodes[index];
  const { kind } = operation;
  if (kind === 'reshape' || kind === 'dropout') return endOf(graph, inputs[0]);
  const end = { name, className: kind };
  if (kind === 'softmax' || kind === 'logSoftmax') return { ...end, activation: plainName(kind) };
  if (linear.includes(kind)) return { ...end, activation: 'linear' };
  const isNamed = 'activation' in operation && typeof operation.activation === 'string';
  return isNamed ? { ...end, activation: plainName(operation.activation) } : end;
}

/** Streams of random numbers by operation. */
const drawing: Readonly<Record<string, 'dropout' | 'noise'>> = {
  dropout: 'dropout',
  spatialDropout: 'noise',
  gaussianNoise: 'noise',
  gaussianDropout: 'noise',
  alphaDropout: 'noise',
};

/** Returns the graph with the random numbers of this seed. Each layer draws its own numbers, shared by all its calls. */
function seeded(graph: Graph, seed: number): Graph {
  const layers = { dropout: new Set<string>(), noise: new Set<string>() };
  const nodes = graph.nodes.map((node) => {
    const stream = drawing[node.operation.kind];
    if (!stream) return node;
    const index = [...layers[stream].add(node.name)].indexOf(node.name);
    const operation = { ...node.operation, key: randomKey({ seed, stream, index }) };
    return { ...node, operation: operation as typeof node.operation };
  });
  return { ...graph, nodes };
}
