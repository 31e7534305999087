// Converts a tfjs-layers model, sequential or functional, to the graph that @nn101/kernels trains. A model with a layer
// that graphs lack trains on the tape instead (../tape/tape-step.ts), with the same results up to rounding.
import {
  type Graph,
  type GraphNode,
  KernelError,
  type NodeShapes,
  nodeShapes,
  type ParameterRules,
  type Shape,
} from '@nn101/kernels/graph';
import type { LayersModel, layers, SymbolicTensor } from '@tensorflow/tfjs-layers';
import type { Weight } from '../tape/layer-weights.ts';
import { type LayerContext, readLayer } from './layer-readers.ts';
import { frozenLayers, isModel, layersDrawing, runningAveragesOf } from './leaf-layers.ts';
import type { Obstacle } from './model.ts';
import { rulesOf } from './weight-rules.ts';

type Layer = layers.Layer;

/** A model as a graph, and the variables of its parameters and states. */
export interface ReadModel {
  readonly graph: Graph;
  /** The variable of each of the graph's parameters. */
  readonly parameters: readonly Weight[];
  /** The variable of each of the graph's states. */
  readonly states: readonly Weight[];
}

/** A node whose parameters are still variables. */
interface DraftNode extends Omit<GraphNode, 'parameters' | 'states'> {
  readonly parameters: readonly Weight[];
  readonly states: readonly Weight[];
  /** Momentum of its states. */
  readonly momentum: number;
}

/** Returns the model as a graph, or what a graph cannot contain. */
export function readModel(model: LayersModel, seed: number): ReadModel | Obstacle {
  const reader = createReader(model, seed);
  try {
    for (const input of model.inputs) reader.addInput(input);
    const outputs = model.outputs.map((output) => reader.nodeOf(output));
    return finish(reader, outputs, model);
  } catch (error) {
    if (error instanceof UnreadableLayer) return { obstacle: error.message };
    throw error;
  }
}

/** Internal to this file: unwinds the recursion over layers. */
class UnreadableLayer extends Error {}

function unreadable(layer: Layer): UnreadableLayer {
  return new UnreadableLayer(`layer "${layer.name}" (${layer.getClassName()})`);
}

interface Reader extends Pick<Draft, 'nodes' | 'rules'> {
  addInput(tensor: SymbolicTensor): void;
  /** Returns the index of the node that computes a tensor, after reading everything that the tensor depends on. */
  nodeOf(tensor: SymbolicTensor): number;
}

/** Nodes in topological order, the shapes of their values, and the rules of their weights. */
interface Draft {
  readonly nodes: DraftNode[];
  readonly shapes: Shape[];
  readonly rules: Map<Weight, ParameterRules>;
}

function createReader(model: LayersModel, seed: number): Reader {
  const draft: Draft = { nodes: [], shapes: [], rules: new Map() };
  const frozen = frozenLayers(model);
  const values = new Map<SymbolicTensor, number>();
  const random = { dropout: layersDrawing(model, 'dropout'), noise: layersDrawing(model, 'noise') };

  function nodeOf(tensor: SymbolicTensor): number {
    const known = values.get(tensor);
    if (known !== undefined) return known;
    const { sourceLayer, nodeIndex } = tensor;
    const call = sourceLayer.inboundNodes[nodeIndex ?? 0];
    const inputs = call.inputTensors.map(nodeOf);
    const outputs = isModel(sourceLayer)
      ? readNested(sourceLayer, inputs)
      : [
          readCall(draft, sourceLayer, {
            inputs,
            output: lengthsOf(call.outputTensors[0].shape),
            seed,
            index: Math.max(...Object.values(random).map((layers) => layers.indexOf(sourceLayer))),
            isFrozen: frozen.has(sourceLayer),
            weights: weightsOf(sourceLayer).map(shapeOf),
          }),
        ];
    for (const [i, output] of call.outputTensors.entries()) values.set(output, outputs[i]);
    const value = values.get(tensor);
    if (value === undefined) throw unreadable(sourceLayer);
    return value;
  }

  // The symbolic tensors of a nested model represent the values of one call; another call has other values.
  function readNested(nested: LayersModel, inputs: readonly number[]): number[] {
    const outer = new Map(values);
    values.clear();
    for (const [i, input] of nested.inputs.entries()) values.set(input, inputs[i]);
    const outputs = nested.outputs.map(nodeOf);
    values.clear();
    for (const [tensor, value] of outer) values.set(tensor, value);
    return outputs;
  }

  return {
    ...draft,
    addInput: (tensor) => values.set(tensor, readInput(draft, tensor)),
    nodeOf,
  };
}

function addNode({ nodes, shapes }: Draft, node: DraftNode, shape: Shape): number {
  shapes.push(shape);
  return nodes.push(node) - 1;
}

function readInput(draft: Draft, { name, shape: batch }: SymbolicTensor): number {
  const shape = lengthsOf(batch);
  if (!shape) throw new UnreadableLayer('the shape of its input');
  // Images are columns of bytes; all other inputs are columns of floats.
  const column = shape.length === 3 ? imageColumn : floatColumn;
  const operation = { kind: 'input', shape, ...column } as const;
  return addNode(draft, { name, operation, inputs: [], parameters: [], states: [], momentum: 1 }, shape);
}

/** Adds the operations of one call of a layer. @returns the node of its output */
function readCall(
  draft: Draft,
  layer: Layer,
  call: Omit<LayerContext, 'inputs'> & { readonly inputs: readonly number[] },
): number {
  const { name } = layer;
  const shapesOf = (nodes: readonly number[]) => nodes.map((node) => draft.shapes[node]);
  const operations = readLayer(layer, { ...call, inputs: shapesOf(call.inputs) });
  if (!operations) throw unreadable(layer);
  const rules = rulesOf(layer);
  if ('unknown' in rules) throw new UnreadableLayer(rules.unknown);
  for (const [weight, rule] of rules) draft.rules.set(weight, rule);
  let weights: readonly Weight[] = weightsOf(layer);
  let inputs = call.inputs;
  // A frozen layer does not update its averages.
  const momentum = call.isFrozen ? 1 : Number(layer.getConfig().momentum ?? 1);
  for (const operation of operations) {
    const found = shapesAt({ name, operation }, shapesOf(inputs));
    if (!found) throw unreadable(layer);
    const parameters = weights.slice(0, found.parameters.length);
    const states = weights.slice(parameters.length, parameters.length + found.states.length);
    weights = weights.slice(parameters.length + states.length);
    inputs = [addNode(draft, { name, operation, inputs, parameters, states, momentum }, found.output)];
  }
  return inputs[0];
}

function shapesAt(
  node: Pick<GraphNode, 'name' | 'operation'>,
  inputs: readonly Shape[],
): NodeShapes | undefined {
  try {
    return nodeShapes(node, inputs);
  } catch (error) {
    if (error instanceof KernelError) return undefined;
    throw error;
  }
}

/** Returns a batch's shape without the batch axis; undefined if a length is open. */
function lengthsOf([, ...shape]: readonly (number | null)[]): Shape | undefined {
  const lengths = shape.filter((length) => length !== null);
  return lengths.length === shape.length ? lengths : undefined;
}

const imageColumn = { type: 'uint8', scaled: true } as const;
const floatColumn = { type: 'float32' } as const;

/** Numbers parameters and states in the model's order, which is that of files and checkpoints. */
function finish(
  { nodes, rules }: Pick<Draft, 'nodes' | 'rules'>,
  outputs: readonly number[],
  model: LayersModel,
): ReadModel {
  const order = new Map(weightsInOrder(model).map((weight, i) => [weight, i]));
  const sorted = (weights: readonly Weight[]) =>
    [...new Set(weights)].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  const parameters = sorted(nodes.flatMap((node) => node.parameters));
  const states = sorted(nodes.flatMap((node) => node.states));
  const trained = new Set<Weight>(model.trainableWeights);
  return {
    graph: {
      nodes: nodes.map(({ momentum: _, ...node }) => ({
        ...node,
        parameters: node.parameters.map((weight) => parameters.indexOf(weight)),
        states: node.states.map((weight) => states.indexOf(weight)),
      })),
      parameters: parameters.map((weight) => ({
        name: weight.originalName,
        shape: shapeOf(weight),
        trainable: trained.has(weight),
        ...rules.get(weight),
      })),
      states: states.map((weight) => ({
        name: weight.originalName,
        shape: shapeOf(weight),
        momentum: nodes.find((node) => node.states.includes(weight))?.momentum ?? 1,
      })),
      outputs,
    },
    parameters,
    states,
  };
}

/** Returns a layer's weights in Keras' order; `layer.weights` has the trained ones first, even within a layer. */
function weightsOf(layer: Layer): readonly Weight[] {
  const isBias = ({ originalName }: Weight) => /(^|\/)bias(_\d+)?$/.test(originalName);
  const states = runningAveragesOf(layer);
  const parameters = layer.weights.filter((weight) => !states.includes(weight));
  return [...parameters.filter((weight) => !isBias(weight)), ...parameters.filter(isBias), ...states];
}

function shapeOf({ shape }: Weight): Shape {
  return shape.map((length) => length ?? 1);
}

function weightsInOrder(model: LayersModel): Weight[] {
  return model.layers.flatMap((layer) => layer.weights);
}

/** Returns the variables in the order of the flat vectors, that of layOutParameters(). */
export function orderedWeights({ graph, parameters, states }: ReadModel): {
  readonly trained: readonly Weight[];
  readonly states: readonly Weight[];
  readonly frozen: readonly Weight[];
} {
  const isTrained = (_: Weight, i: number) => graph.parameters[i].trainable;
  return {
    trained: parameters.filter(isTrained),
    states,
    frozen: parameters.filter((weight, i) => !isTrained(weight, i)),
  };
}
