// Validates a model.json of the LayersModel format, whichever program wrote it. The network in it: model-files.ts.
import type { NetworkSpec } from '@nn101/models/graph';
import { TrainPageError } from '../train-page-error.ts';

/** A weight that model.json declares. */
export interface WeightEntry {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: 'float32';
}

/** The validated contents of a model.json. */
export interface ParsedModel {
  readonly modelTopology: Readonly<Record<string, unknown>>;
  readonly weights: readonly WeightEntry[];
  /** The description that this page and `nn101` store beside the topology. */
  readonly spec?: NetworkSpec;
}

/** @throws TrainPageError `MODEL_DAMAGED` if the text is not a LayersModel of float32 weights */
export function parseModelJson(json: string): ParsedModel {
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Returns the error for files that hold no usable model. */
export function damaged(reason: string, cause?: unknown): TrainPageError {
  return new TrainPageError(
    'MODEL_DAMAGED',
    `This model cannot be read: ${reason.replace(/\.$/, '')}. Give a model.json of tfjs with its weights file.`,
    { cause },
  );
}
