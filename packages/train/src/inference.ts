// The forward pass alone, over data in their own order: on a plan where the model has one, else through tfjs.
import { createTrainingPlan, type LayerSpec, type TrainingPlan } from '@nn101/kernels/plan';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { throwIfAborted } from './abort.ts';
import { breathe } from './breathe.ts';
import { crossEntropy } from './cross-entropy.ts';
import { consecutiveRows, gatherImages, gatherLabels } from './gather-batch.ts';
import type { Images, LabelledBytes } from './labelled-images.ts';
import { readWeights } from './model-weights.ts';
import { onTape } from './on-tape.ts';
import { planLayers } from './plan-layers.ts';
import { addScores, type BatchScore, emptyScore, type ScoredImages, scoreBatch } from './score.ts';

/** Images that a plan takes at a time: more would leave the cache. */
const planRows = 64;

export interface Inference {
  /** Most images in one pass; no bound by default. */
  readonly rows?: number;
  score(data: LabelledBytes, rows: Uint32Array): ScoredImages;
  /** `[rows, classes]` */
  probabilities(data: Images, rows: Uint32Array): Float32Array;
}

/** The forward pass over `count` images. @throws KernelError `OUT_OF_MEMORY` */
export function createInference(model: LayersModel, count: number): Inference {
  const layers = planLayers(model, 0);
  if ('obstacle' in layers) return tapeInference(model);
  const plan = count <= fewRows ? keptPlan(model, layers) : newPlan(model, { layers, rows: planRows });
  return {
    rows: plan.microBatch,
    score: (data, indices) => {
      const { loss, ...evaluation } = plan.evaluate({ ...data, indices });
      return { samples: indices.length, lossSum: loss, ...evaluation };
    },
    probabilities: (data, indices) => plan.predict({ images: data.images, indices }),
  };
}

/** Images for which laying out a plan and copying the weights takes longer than the pass itself. */
const fewRows = 4;

/** A small plan of a model, and of which layers and weights it is. */
interface KeptPlan {
  readonly plan: TrainingPlan;
  readonly key: string;
  /** A weight that is assigned gets another. */
  dataIds: readonly object[];
}

const keptPlans = new WeakMap<LayersModel, KeptPlan>();

// Kept as long as the model is. Its memory is the weights' and a few rows' of activations: what training needs besides is
// reserved, but never touched. With no more than `fewRows` images each use is one pass, which nothing can come between.
function keptPlan(model: LayersModel, layers: readonly LayerSpec[]): TrainingPlan {
  const dataIds = model.trainableWeights.map((weight) => weight.read().dataId);
  const key = JSON.stringify(layers);
  const kept = keptPlans.get(model);
  if (kept?.key !== key) {
    const plan = newPlan(model, { layers, rows: fewRows });
    keptPlans.set(model, { plan, key, dataIds });
    return plan;
  }
  if (kept.dataIds.some((id, i) => id !== dataIds[i])) {
    kept.plan.parameters.set(readWeights(model.trainableWeights));
    kept.dataIds = dataIds;
  }
  return kept.plan;
}

function newPlan(
  model: LayersModel,
  { layers, rows }: { readonly layers: readonly LayerSpec[]; readonly rows: number },
): TrainingPlan {
  const [height, width, channels] = model.inputs[0].shape.slice(1).map((length) => length ?? 1);
  const plan = createTrainingPlan({ inputShape: [height, width, channels], layers, microBatch: rows });
  plan.parameters.set(readWeights(model.trainableWeights));
  return plan;
}

/** Through tfjs-layers, for any model. */
export function tapeInference(model: LayersModel): Inference {
  const apply = (data: Images, rows: Uint32Array) =>
    model.apply(gatherImages(data, rows), { training: false }) as Tensor;
  return {
    score: (data, rows) => {
      let scored: ScoredImages = { ...emptyScore, probabilities: new Float32Array() };
      onTape(model, () => {
        const labels = gatherLabels(data, rows);
        const probabilities = apply(data, rows);
        scored = {
          ...scoreBatch({ probabilities, losses: crossEntropy(probabilities, labels), labels }),
          probabilities: probabilities.dataSync<'float32'>().slice(),
        };
      });
      return scored;
    },
    probabilities: (data, rows) => {
      let values = new Float32Array();
      onTape(model, () => {
        values = apply(data, rows).dataSync<'float32'>().slice();
      });
      return values;
    },
  };
}

export interface PassOptions {
  /** Images in one pass. */
  readonly batchSize: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly images: number; readonly of: number }) => void;
}

/** The score of all images; `onScored` gets what each pass scored, in order. @throws TrainError `ABORTED` */
export async function scoreData(
  inference: Inference,
  data: LabelledBytes,
  options: PassOptions & { readonly onScored?: (scored: ScoredImages) => void },
): Promise<BatchScore> {
  let total = emptyScore;
  for await (const rows of passes(inference, data.shape[0], options)) {
    const scored = inference.score(data, rows);
    options.onScored?.(scored);
    total = addScores(total, scored);
  }
  return total;
}

/** Rows in their order, a pass at a time. @throws TrainError `ABORTED` */
export async function* passes(
  { rows: most = Number.POSITIVE_INFINITY }: Inference,
  count: number,
  { batchSize, signal, onProgress }: PassOptions,
): AsyncGenerator<Uint32Array, void> {
  const size = Math.min(batchSize, most);
  for (let start = 0; start < count; start += size) {
    throwIfAborted(signal);
    const end = Math.min(start + size, count);
    yield consecutiveRows(start, end);
    onProgress?.({ images: end, of: count });
    await breathe();
  }
}
