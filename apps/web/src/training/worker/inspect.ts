// Looks into a network: the outputs of its layers for an image, and its weights. Which part of an image matters to it:
// occlusion.ts.
import { createInferenceProgram, type Graph, layOutParameters } from '@nn101/kernels/graph';
import { checkShape, type PageNetwork } from '../network/page-network.ts';
import type { ActivationMap, Pictures, WeightValues } from '../payloads.ts';
import { TrainPageError } from '../train-page-error.ts';

/** Layers that change nothing outside training, or nothing but the shape. */
const hiddenTypes = ['InputLayer', 'Dropout', 'Flatten'];

/** Returns the output of every layer for one image, in order, except for those of `hiddenTypes`. */
export function activationsOf(pageNetwork: PageNetwork, picture: Pictures): ActivationMap[] {
  checkShape(pageNetwork, picture);
  const { network, description } = pageNetwork;
  const shown = description.layers.filter(({ type }) => !hiddenTypes.includes(type));
  const outputs = shown.map(({ name }) => lastNode(network.graph, name));
  const program = createInferenceProgram({ graph: withByteInput({ ...network.graph, outputs }), rows: 1 });
  program.parameters.set(network.weights);
  const values = program.predict({ columns: [picture.images], indices: [0] });
  return shown.map(({ name, type, shape }, i) => ({ layer: name, type, shape, values: values[i].slice() }));
}

/** A layer may consist of several operations: its output is that of the last one. */
function lastNode({ nodes }: Graph, layer: string): number {
  return nodes.findLastIndex(({ name }) => name === layer);
}

/** Lets a graph take images as bytes, which it scales to 0 to 1. */
function withByteInput(graph: Graph): Graph {
  const nodes = graph.nodes.map((node) =>
    node.operation.kind === 'input'
      ? { ...node, operation: { ...node.operation, type: 'uint8' as const, scaled: true } }
      : node,
  );
  return { ...graph, nodes };
}

/** Returns kernel and bias of the `index`-th layer that has weights. @throws TrainPageError `NO_LAYER` if there is none */
export function weightsOf({ network, description }: PageNetwork, index: number): WeightValues {
  const { graph, weights } = network;
  const layout = layOutParameters(graph);
  const parametersOf = (layer: string) =>
    graph.nodes
      .filter(({ name }) => name === layer)
      .flatMap(({ parameters }) => parameters)
      .filter((parameter, i, all) => all.indexOf(parameter) === i);
  const layer = description.layers.filter(({ name }) => parametersOf(name).length > 0)[index];
  if (!layer) {
    throw new TrainPageError('NO_LAYER', `The network has no layer with weights at place ${index}.`);
  }
  const values = (parameter: number) => {
    const { from, to } = layout.parameters[parameter];
    return weights.slice(from, to);
  };
  const [kernel, bias] = parametersOf(layer.name);
  return {
    layer: layer.name,
    shape: [...graph.parameters[kernel].shape],
    values: values(kernel),
    bias: bias === undefined ? new Float32Array() : values(bias),
  };
}
