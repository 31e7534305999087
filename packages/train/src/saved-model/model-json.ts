// model.json of tfjs' LayersModel format: the layers, and the list of weights with the files that contain them. We add the
// checksum of these files, which other programs ignore. Models of Keras 3: keras-3-topology.ts.
import type { io } from '@tensorflow/tfjs-core';

/** A group of the weights manifest; `sha256` is our addition, in hexadecimal, and absent in models of other programs. */
export type WeightsGroup = io.WeightsManifestConfig[number] & { readonly sha256?: string };

export interface ModelJson extends io.ModelJSON {
  weightsManifest: WeightsGroup[];
}

/** Thrown for a complete file of another kind than a LayersModel. */
export class ForeignModel extends Error {}

/** Returns the content of model.json for a model whose weights are in one file. */
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
 * Reads model.json. The paths of the result contain no `.` and lead to the directory of the file or below.
 *
 * @throws ForeignModel for a file of another kind; Error with what is wrong with the text
 */
export function parseModelJson(text: string): ModelJson {
  // Windows editors may begin a text with a byte order mark.
  const value: unknown = parseJson(text.replace(/^\uFEFF/, ''));
  checkKind(value);
  if (!isModelJson(value))
    throw new Error('it lacks modelTopology or a weightsManifest with paths and weights');
  const weightsManifest = value.weightsManifest.map((group) => ({
    ...group,
    paths: group.paths.map(innerPath),
  }));
  return { ...value, weightsManifest };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const page = /^\s*</.test(text) ? ', but an HTML page' : '';
    throw new Error(`it is not JSON${page} (${reason})`, { cause });
  }
}

/** @throws ForeignModel */
export function checkKind(value: unknown): void {
  if (!isRecord(value)) return;
  const topology = isRecord(value.modelTopology) ? value.modelTopology : {};
  if (value.format === 'graph-model' || Array.isArray(topology.node)) {
    throw new ForeignModel(
      'it is a graph model, which has operations instead of layers. Load it with loadGraphModel() of ' +
        '@tensorflow/tfjs-converter, or convert the original with --output_format=tfjs_layers_model',
    );
  }
}

/** tfjs' own save() writes "./model.weights.bin"; converters write shards, some into subdirectories. */
function innerPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '.');
  if (path.includes('\\') || path.includes(':') || parts.some((part) => part === '' || part === '..')) {
    throw new Error(`it names a weights file outside its directory, ${path}`);
  }
  return parts.join('/');
}

const bytesOf: Readonly<Record<string, number>> = {
  float32: 4,
  int32: 4,
  bool: 1,
  uint8: 1,
  uint16: 2,
  float16: 2,
};

/** @throws Error if the length of the weights differs from the specifications */
export function checkWeightBytes({ weightSpecs = [], weightData }: io.ModelArtifacts): void {
  if (
    weightData === undefined ||
    weightSpecs.some(({ dtype }) => dtype === 'string' || dtype === 'complex64')
  )
    return;
  const expected = weightSpecs.reduce((sum, { shape, dtype, quantization }) => {
    const size = bytesOf[quantization?.dtype ?? dtype] ?? 4;
    return sum + shape.reduce((product, length) => product * length, size);
  }, 0);
  const buffers = Array.isArray(weightData) ? weightData : [weightData];
  const received = buffers.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (received === expected) return;
  throw new Error(
    `its weights have ${received} bytes, but its layers need ${expected}: a file is truncated or does not belong to it`,
  );
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

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
