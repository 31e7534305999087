// A model as tfjs' two files, and back. Whatever the files hold, either a model comes of them that the lessons can
// use, or an error that says what is wrong.
import { registerExponential } from '@nn101/models';
import { io } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import type { ModelFiles } from './answers.ts';
import { TrainPageError } from './train-page-error.ts';

/** The model as files that tfjs, Keras' converter and `nn101` read. */
export async function writeModel(model: LayersModel): Promise<ModelFiles> {
  let artifacts: io.ModelArtifacts | undefined;
  const saved = io.withSaveHandler(async (given) => {
    artifacts = given;
    return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
  });
  await model.save(saved);
  const { modelTopology, format, generatedBy, convertedBy, weightSpecs = [], weightData } = artifacts ?? {};
  const buffers = weightData === undefined ? [] : [weightData].flat();
  const json = JSON.stringify({
    modelTopology,
    format,
    generatedBy,
    convertedBy: convertedBy ?? null,
    weightsManifest: [{ paths: ['weights.bin'], weights: weightSpecs }],
  });
  return { json, weights: joined(buffers) };
}

function joined(buffers: readonly ArrayBuffer[]): Uint8Array {
  const bytes = new Uint8Array(buffers.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let offset = 0;
  for (const buffer of buffers) {
    bytes.set(new Uint8Array(buffer), offset);
    offset += buffer.byteLength;
  }
  return bytes;
}

/**
 * The model of two files.
 *
 * @throws TrainPageError `MODEL_DAMAGED` where the files are none, do not belong together, or hold a model that does
 *   not take images and give probabilities
 */
export async function readModel({ json, weights }: ModelFiles): Promise<LayersModel> {
  const parsed = parse(json);
  const specs = parsed.weightsManifest.flatMap((group) => group.weights);
  const expected = specs.reduce((sum, spec) => sum + sizeOf(spec), 0);
  if (expected !== weights.byteLength) {
    throw damaged(
      `model.json names ${expected} bytes of weights, and the weights' file has ${weights.byteLength}`,
    );
  }
  registerExponential();
  const weightData = weights.slice().buffer;
  let model: LayersModel;
  try {
    model = await loadLayersModel({
      load: async () => ({ modelTopology: parsed.modelTopology, weightSpecs: specs, weightData }),
    });
  } catch (cause) {
    throw damaged(cause instanceof Error ? cause.message : String(cause), cause);
  }
  const fault = faultOf(model);
  if (!fault) return model;
  model.dispose();
  throw damaged(fault);
}

function faultOf(model: LayersModel): string | undefined {
  if (model.inputs.length !== 1 || model.outputs.length !== 1) return 'it has more than one input or output';
  if (model.inputs[0].shape.length !== 4) return 'it does not take images of height, width and channels';
  if (model.outputs[0].shape.length !== 2) return 'it does not give one row of probabilities';
  const bad = model.getWeights().some((weight) => !weight.dataSync().every(Number.isFinite));
  return bad ? 'its weights hold what is no number' : undefined;
}

interface ParsedModel {
  readonly modelTopology: Record<string, unknown>;
  readonly weightsManifest: io.WeightsManifestConfig;
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
  return { modelTopology: value.modelTopology, weightsManifest: value.weightsManifest };
}

function isManifest(value: unknown): value is io.WeightsManifestConfig {
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

function sizeOf({ shape }: io.WeightsManifestEntry): number {
  return 4 * shape.reduce((product, length) => product * length, 1);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function damaged(reason: string, cause?: unknown): TrainPageError {
  return new TrainPageError(
    'MODEL_DAMAGED',
    `This model cannot be read: ${reason.replace(/\.$/, '')}. Give a model.json of tfjs with its weights file.`,
    { cause },
  );
}
