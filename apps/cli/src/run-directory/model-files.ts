// The model of a run on disk, in TensorFlow.js' LayersModel format, which tfjs programs, the page and this program
// read. Neither reading nor writing needs tfjs: the run's record says which network it is.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { layOutParameters } from '@nn101/kernels/graph';
import { graphOf, layersModelFile, type NetworkSpec } from '@nn101/models/graph';
import type { Network } from '@nn101/train/graph';
import { writeRunFile } from './write-file-atomic.ts';

/** The files of a model directory. */
export const modelFiles = { topology: 'model.json', weights: 'weights.bin' } as const;

/** A network and its specification. */
export interface DescribedNetwork {
  readonly spec: NetworkSpec;
  readonly network: Network;
}

/** Writes `model.json` and `weights.bin` into an existing directory. Throws the system's error. */
export async function writeModel(directory: string, { spec, network }: DescribedNetwork): Promise<void> {
  const { modelJson, weightData } = layersModelFile({ network: spec, weights: network.weights });
  const bytes = new Uint8Array(weightData.buffer, weightData.byteOffset, weightData.byteLength);
  const [group] = modelJson.weightsManifest;
  // Other programs ignore this field; saveModel of @nn101/train adds it too.
  const json = { ...modelJson, weightsManifest: [{ ...group, sha256: sha256(bytes) }] };
  // Weights first: the model exists once model.json names them with their checksum.
  await writeRunFile(directory, modelFiles.weights, bytes);
  await writeRunFile(directory, modelFiles.topology, JSON.stringify(json));
}

/**
 * Builds the network of a specification with the weights stored in a directory. Throws an Error that says what is
 * wrong with the files.
 */
export async function readModel(directory: string, spec: NetworkSpec): Promise<Network> {
  const graph = graphOf(spec);
  const { parameters, states, total } = layOutParameters(graph);
  const weights = new Float32Array(total);
  const wanted = [
    ...graph.parameters.map((parameter, i) => ({ ...parameter, from: parameters[i].from })),
    ...graph.states.map((state, i) => ({ ...state, from: states[i].from })),
  ];
  const stored = await readWeights(directory);
  for (const { name, shape, from } of wanted) {
    const found = stored.get(name);
    if (found?.shape.join() !== shape.join()) {
      throw new Error(`it has no weight ${name} of shape [${shape.join(', ')}]`);
    }
    weights.set(found.values, from);
  }
  return { graph, weights };
}

interface StoredWeight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

interface WeightsGroup {
  readonly paths: readonly string[];
  readonly weights: readonly {
    readonly name: string;
    readonly shape: readonly number[];
    readonly dtype: string;
  }[];
  readonly sha256?: string;
}

async function readWeights(directory: string): Promise<Map<string, StoredWeight>> {
  const json: unknown = JSON.parse(await readFile(join(directory, modelFiles.topology), 'utf8'));
  const stored = new Map<string, StoredWeight>();
  for (const group of manifestOf(json)) {
    const files = await Promise.all(group.paths.map((path) => readFile(join(directory, path))));
    const bytes = Uint8Array.from(Buffer.concat(files));
    if (group.sha256 !== undefined && sha256(bytes) !== group.sha256) {
      throw new Error(`${group.paths.join(', ')} is not the file that was saved: its checksum differs`);
    }
    let offset = 0;
    for (const { name, shape, dtype } of group.weights) {
      const end = offset + 4 * shape.reduce((product, length) => product * length, 1);
      if (dtype !== 'float32' || end > bytes.length) throw new Error(`its weight ${name} is cut off`);
      stored.set(name, { shape, values: new Float32Array(bytes.slice(offset, end).buffer) });
      offset = end;
    }
  }
  return stored;
}

function manifestOf(json: unknown): readonly WeightsGroup[] {
  const { weightsManifest } = (json ?? {}) as { readonly weightsManifest?: readonly WeightsGroup[] };
  const isWhole =
    Array.isArray(weightsManifest) &&
    weightsManifest.every(
      ({ paths, weights }: WeightsGroup) =>
        Array.isArray(weights) && Array.isArray(paths) && paths.every((path) => /^[\w.-]+$/.test(path)),
    );
  if (!isWhole) throw new Error(`its ${modelFiles.topology} lacks a weightsManifest with paths and weights`);
  return weightsManifest;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
