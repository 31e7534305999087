// For tests: a network as a model of tfjs-layers and as a graph, their weights and their answers side by side. tfjs runs on its
// wasm backend with the training kernels.
import { threefry2x32 } from '#random';
import '@tensorflow/tfjs-backend-wasm';
import { registerTrainingKernels } from '@nn101/kernels';
import { createInferenceProgram, layOutParameters } from '@nn101/kernels/graph';
import { env, setBackend, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import { expect } from 'vitest';
import { buildGraph } from '../network/build-graph.ts';
import { sizeOf } from '../network/layers/layer-kind.ts';
import type { LayersModelFile } from '../network/layers-model-file.ts';
import type { NetworkInput, NetworkSpec } from '../network/network-spec.ts';

/** Of differences, over the spread of an output: float32 sums in another order through some twenty layers. */
const tolerance = 2e-4;

/** Makes the wasm backend ready. */
export async function prepare(): Promise<void> {
  env().set('IS_TEST', true);
  env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  await setBackend('wasm');
  registerTrainingKernels();
}

/** What tfjs-layers makes of the files of a model. */
export async function loadFile({ modelJson, weightData }: LayersModelFile): Promise<LayersModel> {
  // As a file has it: nothing but JSON.
  const { modelTopology, weightsManifest } = JSON.parse(JSON.stringify(modelJson));
  const [{ weights: weightSpecs }] = weightsManifest;
  const { buffer } = new Float32Array(weightData);
  return await loadLayersModel({
    load: async () => ({ modelTopology, weightSpecs, weightData: buffer }),
  });
}

/** Expects the same weights, to the bit, by name, and the same outputs of `rows` rows within the tolerance. */
export function expectSameBuilds(
  { network, seed, rows = 2 }: { network: NetworkSpec; seed: number; rows?: number },
  model: LayersModel,
): void {
  const built = buildGraph({ network, seed });
  expectSameWeights(built, model);
  const program = createInferenceProgram({ graph: built.graph, rows });
  program.parameters.set(built.weights);
  const columns = network.inputs.map((input, i) => columnOf(input, { rows, first: i * 1e6 }));
  const outputs = program.predict({ columns, indices: Array.from({ length: rows }, (_, i) => i) });
  const inputs = columns.map((column, i) => asTensor(column, { input: network.inputs[i], rows }));
  const predicted = [model.predict(inputs.length === 1 ? inputs[0] : inputs)].flat();
  expect(outputs.length).toBe(predicted.length);
  for (const [i, expected] of predicted.entries()) {
    const values = expected.dataSync();
    expect(outputs[i].length).toBe(values.length);
    const spread = Math.max(...values) - Math.min(...values);
    // An output that is the same everywhere would compare nothing.
    expect(spread).toBeGreaterThan(0);
    const error = Math.max(...values.map((value, j) => Math.abs(value - outputs[i][j])));
    expect(error / spread).toBeLessThan(tolerance);
  }
  for (const value of [...inputs, ...predicted]) value.dispose();
}

function expectSameWeights({ graph, weights }: ReturnType<typeof buildGraph>, model: LayersModel): void {
  const { parameters, states, total } = layOutParameters(graph);
  expect(weights.length).toBe(total);
  const expected = new Map(model.weights.map((weight) => [weight.originalName, weight.read()]));
  const received = [
    ...graph.parameters.map((parameter, i) => ({ ...parameter, range: parameters[i] })),
    ...graph.states.map((state, i) => ({ ...state, range: states[i] })),
  ];
  expect(received.map(({ name }) => name).sort()).toEqual([...expected.keys()].sort());
  for (const { name, shape, range } of received) {
    expect([name, ...shape]).toEqual([name, ...(expected.get(name)?.shape ?? [])]);
    const values = Float32Array.from(expected.get(name)?.dataSync() ?? []);
    const isSame = bytesOf(values).equals(bytesOf(weights.slice(range.from, range.to)));
    expect(`${name} ${isSame}`).toBe(`${name} true`);
  }
}

function bytesOf(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** Random samples: bytes for images, whole numbers from 0 to 9, or floats from -1 to 1. */
function columnOf(
  { shape, type = 'float32' }: NetworkInput,
  { rows, first }: { readonly rows: number; readonly first: number },
) {
  const random = (i: number) => threefry2x32([3, 1], [first + i, 0])[0] / 2 ** 32;
  const length = rows * sizeOf(shape);
  if (type === 'uint8') return Uint8Array.from({ length }, (_, i) => Math.floor(random(i) * 256));
  if (type === 'int32') return Int32Array.from({ length }, (_, i) => Math.floor(random(i) * 10));
  return Float32Array.from({ length }, (_, i) => 2 * random(i) - 1);
}

function asTensor(
  column: ReturnType<typeof columnOf>,
  { input, rows }: { readonly input: NetworkInput; readonly rows: number },
): Tensor {
  const factor = input.type === 'uint8' ? 1 / 255 : 1;
  return tensor(
    Float32Array.from(column, (value) => value * factor),
    [rows, ...input.shape],
  );
}
