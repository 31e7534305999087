// Builds the graph of a network for @nn101/kernels and draws its initial weights, without tfjs. A graph is plain data, so that
// this file imports only types from that package. The same network for tfjs: create-layers-model.ts.

import type { Graph, GraphNode, InputSpec, Parameter, State } from '@nn101/kernels/graph';
import { largestSeed, randomKey } from '#random';
import { check } from '../check.ts';
import { initialValues } from '../initial-weights/initializer.ts';
import { kindOf } from './layers/index.ts';
import type { LayerOperation } from './layers/layer-kind.ts';
import type { NetworkInput, NetworkSpec } from './network-spec.ts';
import { checkWeightCount, type ResolvedLayer, resolveNetwork, type Source } from './resolve-network.ts';

/** A network, and the seed of its random numbers. */
export interface BuildGraphOptions {
  readonly network: NetworkSpec;
  /** Seed of the initial weights and of dropout and noise: a whole number from 0; 0 by default. */
  readonly seed?: number;
}

/** A network that is ready to be compiled. */
export interface NetworkGraph {
  readonly graph: Graph;
  /**
   * The initial values of all parameters and states, in the order of `layOutParameters(graph)` of @nn101/kernels/graph:
   * trained parameters, then states, then frozen parameters.
   */
  readonly weights: Float32Array;
}

/**
 * Builds the graph of a network and draws its initial weights. The parameters are in the order of the layers and, within a
 * layer, in Keras' order. `createLayersModel` draws the same bits.
 *
 * @throws ModelError `INVALID_ARGUMENT` unless the value is a network whose layers fit each other
 * @example buildGraph({ network: createNetwork('mnist-cnn'), seed: 1 })
 */
export function buildGraph(options: BuildGraphOptions): NetworkGraph {
  check.options('buildGraph', options, ['network', 'seed']);
  const { network, seed = 0 } = options;
  check.wholeNumber('seed', seed, { min: 0, max: largestSeed });
  checkWeightCount(resolveNetwork(network));
  const { graph, weights } = assemble(network, seed);
  return { graph, weights: weights.draw() };
}

/**
 * Returns the graph of a network without its weights, for example to estimate its memory. Its dropout uses seed 0.
 *
 * @throws ModelError `INVALID_ARGUMENT` unless the value is a network whose layers fit each other
 * @example graphOf(createNetwork('resnet-20'))
 */
export function graphOf(network: NetworkSpec): Graph {
  return assemble(network, 0).graph;
}

function assemble(
  network: NetworkSpec,
  seed: number,
): { readonly graph: Graph; readonly weights: ReturnType<typeof createWeightList> } {
  const { inputs, layers, outputs } = resolveNetwork(network);
  const nodes: GraphNode[] = inputs.map(inputNode);
  const weights = createWeightList(seed);
  // The index of the node that computes each layer's value.
  const values: number[] = [];
  const nodeOf = ({ from, index }: Source) => (from === 'input' ? index : values[index]);
  let random = 0;
  layers.forEach((resolved, index) => {
    const weightIndices = weights.add(resolved, index);
    const kind = kindOf(resolved.layer);
    const key = randomKey({ seed, stream: 'dropout', index: kind.isRandom ? random++ : 0 });
    const operations = kind.operations(resolved.layer, { ...resolved, key });
    values.push(
      addNodes(nodes, { resolved, operations, weightIndices, inputs: resolved.sources.map(nodeOf) }),
    );
  });
  const { parameters, states } = weights;
  return { graph: { nodes, parameters, states, outputs: outputs.map((layer) => values[layer]) }, weights };
}

function inputNode({ name, shape, type = 'float32' }: NetworkInput & { readonly name: string }): GraphNode {
  const operation: InputSpec = { kind: 'input', shape, type, ...(type === 'uint8' && { scaled: true }) };
  return { name, operation, inputs: [], parameters: [], states: [] };
}

/** The position of a weight in one of the two lists of a graph. */
interface WeightIndex {
  readonly list: 'parameters' | 'states';
  readonly index: number;
}

/** Draws the initial values of a weight. */
type Draw = () => Float32Array;

type WeightIndices = ReadonlyMap<string, WeightIndex>;

function createWeightList(seed: number) {
  const parameters: Parameter[] = [];
  const states: State[] = [];
  const trained: Draw[] = [];
  const averages: Draw[] = [];
  const frozen: Draw[] = [];
  return {
    parameters,
    states,
    /** Adds a layer's weights. @returns their positions by name */
    add({ name: layerName, weights }: ResolvedLayer, layer: number): WeightIndices {
      const indices = new Map<string, WeightIndex>();
      weights.forEach(({ name: weightName, shape, momentum, trainable, constraint, initializer }, weight) => {
        const name = `${layerName}/${weightName}`;
        const draw = () => initialValues(initializer, { shape, seed, layer, weight });
        if (momentum !== undefined) {
          indices.set(weightName, { list: 'states', index: states.length });
          states.push({ name, shape, momentum });
          averages.push(draw);
          return;
        }
        indices.set(weightName, { list: 'parameters', index: parameters.length });
        parameters.push({ name, shape, trainable, ...(constraint && { constraint }) });
        (trainable ? trained : frozen).push(draw);
      });
      return indices;
    },
    /** Draws the initial values of all weights, in the order of the kernels' layout. */
    draw: () => join([...trained, ...averages, ...frozen].map((draw) => draw())),
  };
}

function join(vectors: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(vectors.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const vector of vectors) {
    joined.set(vector, offset);
    offset += vector.length;
  }
  return joined;
}

/** Adds a layer's operations. @returns the index of the node that computes the layer's value */
function addNodes(
  nodes: GraphNode[],
  layer: {
    readonly resolved: ResolvedLayer;
    readonly operations: readonly LayerOperation[];
    readonly weightIndices: WeightIndices;
    readonly inputs: readonly number[];
  },
): number {
  const { resolved, operations, weightIndices } = layer;
  let { inputs } = layer;
  for (const { operation, weights = [] } of operations) {
    const indices = (list: WeightIndex['list']) =>
      weights.flatMap((name) => {
        const weight = weightIndices.get(name);
        return weight?.list === list ? [weight.index] : [];
      });
    const [parameters, states] = [indices('parameters'), indices('states')];
    nodes.push({ name: resolved.name, operation, inputs, parameters, states });
    inputs = [nodes.length - 1];
  }
  return inputs[0];
}
