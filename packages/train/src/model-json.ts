// model.json of tfjs' LayersModel format: the layers, and the list of weights with the file they lie in. We add the
// checksum of that file, which other programs pass over.
import type { io } from '@tensorflow/tfjs-core';

/** A group of the weights manifest; `sha256` is ours, in hexadecimal, and absent in models of other programs. */
export type WeightsGroup = io.WeightsManifestConfig[number] & { readonly sha256?: string };

export interface ModelJson extends io.ModelJSON {
  weightsManifest: WeightsGroup[];
}

/** The content of model.json for a model whose weights lie in one file. */
export function toModelJson(source: {
  artifacts: io.ModelArtifacts;
  weightsFile: string;
  sha256: string;
}): ModelJson {
  const { artifacts, weightsFile, sha256 } = source;
  const {
    modelTopology = {},
    weightSpecs = [],
    format,
    generatedBy,
    convertedBy,
    userDefinedMetadata,
  } = artifacts;
  return {
    modelTopology,
    format,
    generatedBy,
    convertedBy: convertedBy ?? null,
    ...(userDefinedMetadata && { userDefinedMetadata }),
    weightsManifest: [{ paths: [weightsFile], weights: weightSpecs, sha256 }],
  };
}

/**
 * Reads model.json.
 *
 * @throws Error that says what is wrong with the text
 */
export function parseModelJson(text: string): ModelJson {
  const value: unknown = JSON.parse(text);
  if (!isModelJson(value))
    throw new Error('it lacks modelTopology or a weightsManifest with paths and weights');
  const names = value.weightsManifest.flatMap(({ paths }) => paths);
  const outside = names.find((name) => name === '..' || /[/\\]/.test(name));
  if (outside !== undefined) throw new Error(`it names a weights file outside its directory, ${outside}`);
  return value;
}

function isModelJson(value: unknown): value is ModelJson {
  if (!isRecord(value) || !isRecord(value.modelTopology) || !Array.isArray(value.weightsManifest))
    return false;
  return value.weightsManifest.every(
    (group: unknown) =>
      isRecord(group) &&
      Array.isArray(group.weights) &&
      Array.isArray(group.paths) &&
      group.paths.every((path: unknown) => typeof path === 'string'),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
