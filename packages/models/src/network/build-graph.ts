// A network as a graph of @nn101/kernels, with its initial weights: no tfjs is needed. The graph is plain data, so that this
// file takes nothing but types from that package. The same network for tfjs: create-layers-model.ts.
import type { Graph, GraphNode, InputSpec, Parameter, State } from '@nn101/kernels/graph';
import { check } from '../check.ts';
import { initialValues } from '../initial-weights/initializer.ts';
import { dropoutStream, largestSeed, randomKey } from '../random-key.ts';
import { kindOf } from './layers/index.ts';
import type { LayerOperation } from './layers/layer-kind.ts';
import type { NetworkInput, NetworkSpec } from './network-spec.ts';
import { checkWeightCount, type ResolvedLayer, resolveNetwork, type Source } from './resolve-network.ts';

/** A network, and the seed of its numbers. */
export interface BuildGraphOptions {
  readonly network: NetworkSpec;
  /** Of the initial weights and of the random numbers of dropout: a whole number from 0; 0 is the default. */
  readonly seed?: number;
}

/** A network ready to be compiled. */
export interface NetworkGraph {
  readonly graph: Graph;
  /**
   * The initial values of all parameters and states, in the order that `layOutParameters(graph)` of @nn101/kernels/graph
   * says: those that are trained, then the states, then the frozen ones.
   */
  readonly weights: Float32Array;
}

/**
 * Builds the graph of a network and draws its initial weights. Parameters are in the order of the layers and, within a layer,
 * in Keras' order; `createLayersModel` draws the same bits.
 *
 * @throws ModelError `INVALID_ARGUMENT` where the value is no network, or its layers do not fit each other
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
 * The graph of a network without its weights, for whoever only wants to know what it takes. Its dropout is that of seed 0.
 *
 * @throws ModelError `INVALID_ARGUMENT` where the value is no network, or its layers do not fit each other
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
  // The node that gives each layer's value.
  const values: number[] = [];
  const nodeOf = ({ from, index }: Source) => (from === 'input' ? index : values[index]);
  let random = 0;
  layers.forEach((resolved, index) => {
    const places = weights.add(resolved, index);
    const kind = kindOf(resolved.layer);
    const key = randomKey({ seed, stream: dropoutStream, index: kind.isRandom ? random++ : 0 });
    const operations = kind.operations(resolved.layer, { ...resolved, key });
    values.push(addNodes(nodes, { resolved, operations, places, inputs: resolved.sources.map(nodeOf) }));
  });
  const { parameters, states } = weights;
  return { graph: { nodes, parameters, states, outputs: outputs.map((layer) => values[layer]) }, weights };
}

function inputNode({ name, shape, type = 'float32' }: NetworkInput & { readonly name: string }): GraphNode {
  const operation: InputSpec = { kind: 'input', shape, type, ...(type === 'uint8' && { scaled: true }) };
  return { name, operation, inputs: [], parameters: [], states: [] };
}

/** Where a weight of a layer has gone. */
interface WeightPlace {
  readonly list: 'parameters' | 'states';
  readonly index: number;
}

/** The initial values of a weight. */
type Draw = () => Float32Array;

type WeightPlaces = ReadonlyMap<string, WeightPlace>;

function createWeightList(seed: number) {
  const parameters: Parameter[] = [];
  const states: State[] = [];
  const trained: Draw[] = [];
  const averages: Draw[] = [];
  const frozen: Draw[] = [];
  return {
    parameters,
    states,
    /** Adds a layer's weights. @returns their places by name */
    add({ name: layerName, weights }: ResolvedLayer, layer: number): WeightPlaces {
      const places = new Map<string, WeightPlace>();
      weights.forEach(({ name: weightName, shape, momentum, trainable, constraint, initializer }, weight) => {
        const name = `${layerName}/${weightName}`;
        const draw = () => initialValues(initializer, { shape, seed, layer, weight });
        if (momentum !== undefined) {
          places.set(weightName, { list: 'states', index: states.length });
          states.push({ name, shape, momentum });
          averages.push(draw);
          return;
        }
        places.set(weightName, { list: 'parameters', index: parameters.length });
        parameters.push({ name, shape, trainable, ...(constraint && { constraint }) });
        (trainable ? trained : frozen).push(draw);
      });
      return places;
    },
    /** The initial values of all, in the order of the kernels' layout. */
    draw: () => join([...trained, ...averages, ...frozen].map((draw) => draw())),
  };
}

function join(vectors: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(vectors.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const vector of vectors) {
    joined.set(vector, at);
    at += vector.length;
  }
  return joined;
}

/** Adds a layer's operations. @returns the node that gives the layer's value */
function addNodes(
  nodes: GraphNode[],
  layer: {
    readonly resolved: ResolvedLayer;
    readonly operations: readonly LayerOperation[];
    readonly places: WeightPlaces;
    readonly inputs: readonly number[];
  },
): number {
  const { resolved, operations, places } = layer;
  let { inputs } = layer;
  for (const { operation, weights = [] } of operations) {
    const indices = (list: WeightPlace['list']) =>
      weights.flatMap((name) => {
        const place = places.get(name);
        return place?.list === list ? [place.index] : [];
      });
    const [parameters, states] = [indices('parameters'), indices('states')];
    nodes.push({ name: resolved.name, operation, inputs, parameters, states });
    inputs = [nodes.length - 1];
  }
  return inputs[0];
}
