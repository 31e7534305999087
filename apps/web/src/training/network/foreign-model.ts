// Reads models of other programs with TensorFlow.js. This module is loaded when such a model is opened: training, and
// looking at networks of the course, work without TensorFlow.js.
import { registerExponential, summarize } from '@nn101/models';
import { networkOf, prepareBackend } from '@nn101/train';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import type { ModelFiles } from '../payloads.ts';
import { damaged, type ParsedModel } from './model-json.ts';
import { describedBy, type PageNetwork } from './page-network.ts';

/** @throws TrainPageError `MODEL_DAMAGED` with the message of TensorFlow.js, or with the layer that graphs do not support */
export async function readForeignModel(
  { modelTopology, weights: entries }: ParsedModel,
  files: ModelFiles,
): Promise<PageNetwork> {
  // In a browser TensorFlow.js needs the URLs of its .wasm files.
  if ('WorkerGlobalScope' in globalThis) await import('./wasm-paths.ts');
  // By default TensorFlow.js would choose another backend.
  await prepareBackend();
  registerExponential();
  let model: LayersModel | undefined;
  try {
    const weightSpecs = entries.map((entry) => ({ ...entry, shape: [...entry.shape] }));
    const weightData = files.weights.slice().buffer;
    model = await loadLayersModel({ load: async () => ({ modelTopology, weightSpecs, weightData }) });
    const network = networkOf(model);
    const inputShape = model.inputs[0].shape.slice(1).map((length) => length ?? 0);
    return { network, ...describedBy(summarize(model), inputShape), files: () => files };
  } catch (cause) {
    throw damaged(cause instanceof Error ? cause.message : String(cause), cause);
  } finally {
    model?.dispose();
  }
}
