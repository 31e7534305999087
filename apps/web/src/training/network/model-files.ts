// A network as tfjs' two files, and back. Whatever the files hold, either a network comes of them that the lessons can use, or
// an error that says what is wrong.

import { layersModelFile, type NetworkSpec } from '@nn101/models/graph';
import type { ModelFiles } from '../payloads.ts';
import { TrainPageError } from '../train-page-error.ts';
import { networkOfSpec, type PageNetwork } from './page-network.ts';

/** A weight that a model.json names. */
export interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32';
}

/** A model.json that is whole. */
export interface ParsedModel {
  readonly modelTopology: Readonly<Record<string, unknown>>;
  readonly weights: readonly WeightEntry[];
  /** The description that this page and `nn101` write beside the topology. */
  readonly spec?: NetworkSpec;
}

/**
 * The network of two files. Those of other programs are read by tfjs, which is loaded for it.
 *
 * @throws TrainPageError `MODEL_DAMAGED` where the files are none, do not belong together, or hold a model that does
 *   not take images and give probabilities
 */
export async function readModel(files: ModelFiles): Promise<PageNetwork> {
  const parsed = parse(files.json);
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

/** The network by its description; undefined where the topology says something else, as when somebody has changed it. */
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

function parse(json: string): ParsedModel {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw damaged('model.json is not JSON', cause);
  }
  if (!isRecord(value) || !isRecord(value.modelTopology) || !isManifest(value.weightsManifest)) {
    throw damaged('model.json lacks modelTopology or a weightsManifest; it must be a LayersModel');
  }
  const { modelTopology, weightsManifest, userDefinedMetadata } = value;
  const own =
    isRecord(userDefinedMetadata) && isRecord(userDefinedMetadata.nn101) && userDefinedMetadata.nn101;
  return {
    modelTopology,
    weights: weightsManifest.flatMap((group) => group.weights),
    ...(own && { spec: own.network as NetworkSpec }),
  };
}

function isManifest(value: unknown): value is readonly { readonly weights: readonly WeightEntry[] }[] {
  return Array.isArray(value) && value.every((group) => isRecord(group) && isSpecs(group.weights));
}

function isSpecs(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (spec: unknown) =>
        isRecord(spec) &&
        typeof spec.name === 'string' &&
        spec.dtype === 'float32' &&
        spec.quantization === undefined &&
        Array.isArray(spec.shape) &&
        spec.shape.every((length: unknown) => Number.isSafeInteger(length) && Number(length) >= 0),
    )
  );
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function damaged(reason: string, cause?: unknown): TrainPageError {
  return new TrainPageError(
    'MODEL_DAMAGED',
    `This model cannot be read: ${reason.replace(/\.$/, '')}. Give a model.json of tfjs with its weights file.`,
    { cause },
  );
}
