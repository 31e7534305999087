// Looking into a network: what its layers make of an image, its weights, and which part of an image matters to it.
import { createInferenceProgram, type Graph, layOutParameters } from '@nn101/kernels/graph';
import { predict } from '@nn101/train/graph';
import type { PageNetwork } from '../network/page-network.ts';
import type { ActivationMap, HeatMap, Pictures, WeightValues } from '../payloads.ts';
import { TrainPageError } from '../train-page-error.ts';
import { coverings, spreadDrops } from './occlusion.ts';

/** @throws TrainPageError `SHAPE_MISMATCH` where the images are not of the network's shape */
export function checkShape({ description: { inputShape } }: PageNetwork, { shape }: Pictures): void {
  if (inputShape.every((length, i) => length === shape[i + 1])) return;
  throw new TrainPageError(
    'SHAPE_MISMATCH',
    `The network takes images of ${inputShape.join('x')}; received ${shape.slice(1).join('x')}. ` +
      'Train a network on such images, or choose other images.',
  );
}

/** Layers that change nothing outside training, or nothing but the shape. */
const unseen = ['InputLayer', 'Dropout', 'Flatten'];

/** Every layer's output for one image, in order; layers that change nothing outside training are left out. */
export function activationsOf(pageNetwork: PageNetwork, picture: Pictures): ActivationMap[] {
  checkShape(pageNetwork, picture);
  const { network, description } = pageNetwork;
  const seen = description.layers.filter(({ type }) => !unseen.includes(type));
  const outputs = seen.map(({ name }) => lastNode(network.graph, name));
  const program = createInferenceProgram({ graph: bytesIn({ ...network.graph, outputs }), rows: 1 });
  program.parameters.set(network.weights);
  const values = program.predict({ columns: [picture.images], indices: [0] });
  return seen.map(({ name, type, shape }, i) => ({ layer: name, type, shape, values: values[i].slice() }));
}

/** A layer may be several operations: its output is the last one's. */
function lastNode({ nodes }: Graph, layer: string): number {
  return nodes.findLastIndex(({ name }) => name === layer);
}

/** The graph for bytes of images, which become 0 to 1. */
function bytesIn(graph: Graph): Graph {
  const nodes = graph.nodes.map((node) =>
    node.operation.kind === 'input'
      ? { ...node, operation: { ...node.operation, type: 'uint8' as const, scaled: true } }
      : node,
  );
  return { ...graph, nodes };
}

/** Kernel and bias of the `index`-th layer that has weights. @throws TrainPageError `NO_LAYER` where there is none */
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

/**
 * Covers the picture patch by patch, and notes how much of `label`'s probability each patch takes with it (Zeiler and
 * Fergus, "Visualizing and Understanding Convolutional Networks", 2014, section 4.2).
 */
export async function occlusionOf(
  pageNetwork: PageNetwork,
  asked: { picture: Pictures; side: number; label: number },
): Promise<HeatMap> {
  const { picture, side, label } = asked;
  checkShape(pageNetwork, picture);
  const { covered, places } = coverings(picture, side);
  const { classes } = pageNetwork.description;
  const probabilities = await predict(pageNetwork.network, covered, { batchSize: 64 });
  const whole = probabilities[label];
  const drops = places.map((_, i) => whole - probabilities[(i + 1) * classes + label]);
  const [, height, width] = picture.shape;
  return { height, width, whole, drops: spreadDrops({ height, width, side, places, drops }) };
}
