// Reads a network from the two files of a LayersModel. Whatever they contain, the result is either a network that the
// lessons can use or an error that says what is wrong with them.
import { layersModelFile } from '@nn101/models/graph';
import type { ModelFiles } from '../payloads.ts';
import { damaged, type ParsedModel, parseModelJson } from './model-json.ts';
import { networkOfSpec, type PageNetwork } from './page-network.ts';

/**
 * Reads a network. Models of other programs are read by TensorFlow.js, which is loaded only for them.
 *
 * @throws TrainPageError `MODEL_DAMAGED` if the files are invalid, do not belong together, or hold a model that does not
 *   map images to probabilities
 */
export async function readModel(files: ModelFiles): Promise<PageNetwork> {
  const parsed = parseModelJson(files.json);
  const expected = parsed.weights.reduce((sum, { shape }) => sum + 4 * sizeOf(shape), 0);
  if (expected !== files.weights.byteLength) {
    throw damaged(
      `model.json names ${expected} bytes of weights, and the weights' file has ${files.weights.byteLength}`,
    );
  }
  const network =
    ownNetwork(parsed, files.weights) ??
    (await (await import('./foreign-model.ts')).readForeignModel(parsed, files));
  const fault = faultOf(network);
  if (fault) throw damaged(fault);
  return network;
}

/** Builds the network from its description; `undefined` if the topology differs from it, as after an edit by hand. */
function ownNetwork(
  { spec, modelTopology, weights: entries }: ParsedModel,
  bytes: Uint8Array,
): PageNetwork | undefined {
  if (!spec) return undefined;
  try {
    const weights = new Float32Array(bytes.slice().buffer);
    const { modelJson } = layersModelFile({ network: spec, weights });
    const isSame =
      JSON.stringify(modelJson.modelTopology) === JSON.stringify(modelTopology) &&
      JSON.stringify(modelJson.weightsManifest[0].weights) === JSON.stringify(entries);
    return isSame ? networkOfSpec(spec, { weights }) : undefined;
  } catch {
    return undefined;
  }
}

function faultOf({ network: { graph, weights }, description }: PageNetwork): string | undefined {
  const inputs = graph.nodes.filter(({ operation }) => operation.kind === 'input');
  if (inputs.length !== 1 || graph.outputs.length !== 1) return 'it has more than one input or output';
  if (description.inputShape.length !== 3) return 'it does not take images of height, width and channels';
  const { shape } = description.layers[description.layers.length - 1];
  if (shape.length !== 1) return 'it does not give one row of probabilities';
  return weights.every(Number.isFinite) ? undefined : 'its weights hold what is no number';
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
