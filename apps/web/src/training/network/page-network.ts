// A network as the worker holds it: what computes, the description that the page shows, and the files that store it. It is
// built from a description of @nn101/models, or read from another program's files by foreign-model.ts.
import {
  buildGraph,
  formatSummary,
  graphOf,
  layersModelFile,
  type ModelSummary,
  type NetworkSpec,
  summarizeNetwork,
} from '@nn101/models/graph';
import type { Network } from '@nn101/train/graph';
import type { ModelFiles, NetworkDescription, Pictures } from '../payloads.ts';
import { TrainPageError } from '../train-page-error.ts';

export interface PageNetwork {
  readonly network: Network;
  readonly description: NetworkDescription;
  /** Of the forward pass of one image. */
  readonly multiplyAdds: number;
  /** Bytes of the outputs of all layers for one image. */
  readonly activationBytes: number;
  /** Returns the network with its current weights as files that TensorFlow.js, Keras' converter and `nn101` read. */
  files(): ModelFiles;
}

/** Builds a network with initial weights, or with given ones. @throws ModelError if the description is invalid */
export function networkOfSpec(
  spec: NetworkSpec,
  { seed, weights }: { readonly seed?: number; readonly weights?: Float32Array },
): PageNetwork {
  const network: Network = weights ? { graph: graphOf(spec), weights } : buildGraph({ network: spec, seed });
  return {
    network,
    ...describedBy(summarizeNetwork(spec), spec.inputs[0].shape),
    files: () => filesOf(spec, network),
  };
}

/** Describes a network with one input and one output by its summary. */
export function describedBy(
  summary: ModelSummary,
  inputShape: readonly number[],
): Pick<PageNetwork, 'description' | 'multiplyAdds' | 'activationBytes'> {
  const { rows, parameters, multiplyAdds, activationBytes } = summary;
  return {
    description: {
      summary: formatSummary(summary),
      inputShape,
      classes: rows.at(-1)?.outputShape.at(-1) ?? 0,
      parameters,
      layers: rows.map(({ name, type, outputShape }) => ({
        name,
        type,
        shape: outputShape.slice(1).map((length) => length ?? 0),
      })),
    },
    multiplyAdds,
    activationBytes,
  };
}

/** Writes the LayersModel format of TensorFlow.js. */
function filesOf(spec: NetworkSpec, { weights }: Network): ModelFiles {
  const { modelJson, weightData } = layersModelFile({ network: spec, weights });
  return { json: JSON.stringify(modelJson), weights: new Uint8Array(weightData.slice().buffer) };
}

/** Copies the weights of another network. Returns false, and copies nothing, if their shapes differ. */
export function takeWeights({ network: to }: PageNetwork, { network: from }: PageNetwork): boolean {
  const shapes = ({ graph }: Network) =>
    [...graph.parameters, ...graph.states].map(({ shape }) => shape.join('x')).join();
  if (shapes(to) !== shapes(from)) return false;
  to.weights.set(from.weights);
  return true;
}

/** @throws TrainPageError `SHAPE_MISMATCH` if the images do not have the network's input shape */
export function checkShape({ description: { inputShape } }: PageNetwork, { shape }: Pictures): void {
  if (inputShape.every((length, i) => length === shape[i + 1])) return;
  throw new TrainPageError(
    'SHAPE_MISMATCH',
    `The network takes images of ${inputShape.join('x')}; received ${shape.slice(1).join('x')}. ` +
      'Train a network on such images, or choose other images.',
  );
}
