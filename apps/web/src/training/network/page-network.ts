// A network in the worker: what computes, what the page shows of it, and the files that hold it. It is made of a description in
// the vocabulary of @nn101/models, or of a foreign model's files (foreign-model.ts).
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
import type { ModelFiles, NetworkDescription } from '../payloads.ts';

export interface PageNetwork {
  readonly network: Network;
  readonly description: NetworkDescription;
  /** Of one image. */
  readonly multiplyAdds: number;
  /** Outputs of all layers for one image. */
  readonly activationBytes: number;
  /** The network as it is now, as files that tfjs, Keras' converter and `nn101` read. */
  files(): ModelFiles;
}

/** A new network with initial weights, or one that has these. @throws ModelError where the description is none */
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

/** What the page shows, from the summary of a network of one input and one output. */
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

/** In tfjs' LayersModel format. */
function filesOf(spec: NetworkSpec, { weights }: Network): ModelFiles {
  const { modelJson, weightData } = layersModelFile({ network: spec, weights });
  return { json: JSON.stringify(modelJson), weights: new Uint8Array(weightData.slice().buffer) };
}

/** Gives a network the weights of another. @returns whether their layers have the same weights */
export function takeWeights({ network: to }: PageNetwork, { network: from }: PageNetwork): boolean {
  const shapes = ({ graph }: Network) =>
    [...graph.parameters, ...graph.states].map(({ shape }) => shape.join('x')).join();
  if (shapes(to) !== shapes(from)) return false;
  to.weights.set(from.weights);
  return true;
}
