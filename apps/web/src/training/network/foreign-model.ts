// Models of other programs: tfjs reads them, and a network is made of what it read. Loaded when such a model is opened; whoever
// trains and looks at networks of the course never needs tfjs.
import { registerExponential, summarize } from '@nn101/models';
import { networkOf, prepareBackend } from '@nn101/train';
import { type LayersModel, loadLayersModel } from '@tensorflow/tfjs-layers';
import type { ModelFiles } from '../payloads.ts';
import { damaged, type ParsedModel } from './model-files.ts';
import { describedBy, type PageNetwork } from './page-network.ts';

/** @throws TrainPageError `MODEL_DAMAGED` with what tfjs says, or with the layer that no graph can hold */
export async function readForeignModel(
  { modelTopology, weights: entries }: ParsedModel,
  files: ModelFiles,
): Promise<PageNetwork> {
  // In a page tfjs has to be told where its .wasm files are.
  if ('WorkerGlobalScope' in globalThis) await import('./wasm-paths.ts');
  // tfjs by itself would choose another backend.
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
