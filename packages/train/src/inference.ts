// The forward pass alone, over data in their own order: on a plan where the model has one, else through tfjs.
import { createInferenceProgram, type InferenceProgram } from '@nn101/kernels/graph';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { throwIfAborted } from './abort.ts';
import { breathe } from './breathe.ts';
import { crossEntropy } from './cross-entropy.ts';
import { consecutiveRows, gatherImages, gatherLabels } from './gather-batch.ts';
import type { Images, LabelledBytes } from './labelled-images.ts';
import { readClassifier } from './model/plan-model.ts';
import { orderedWeights, type ReadModel } from './model/read-model.ts';
import type { Weight } from './parameter-segments.ts';
import { evaluateRows, losses } from './replica/replica.ts';
import { addScores, type BatchScore, emptyScore, type ScoredImages, scoreBatch } from './score.ts';
import { readWeights } from './tape/layer-weights.ts';
import { onTape } from './tape/on-tape.ts';

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
  const read = readClassifier(model, 0);
  if ('obstacle' in read) return tapeInference(model);
  const program = count <= fewRows ? keptProgram(model, read) : newProgram(read, planRows);
  return {
    rows: program.rows,
    score: (data, indices) => evaluateRows(program, { ...data, indices }),
    probabilities: ({ images }, indices) => program.predict({ columns: [images], indices })[0].slice(),
  };
}

/** Images for which laying out a plan and copying the weights takes longer than the pass itself. */
const fewRows = 4;

/** A small program of a model, and of which layers and weights it is. */
interface KeptProgram {
  readonly program: InferenceProgram;
  readonly key: string;
  /** A weight that is assigned gets another. */
  dataIds: readonly object[];
}

const keptPrograms = new WeakMap<LayersModel, KeptProgram>();

// Kept as long as the model is. Its memory is the weights' and a few rows' of activations. With no more than `fewRows` images
// each use is one pass, which nothing can come between.
function keptProgram(model: LayersModel, read: ReadModel): InferenceProgram {
  const dataIds = model.weights.map((weight) => weight.read().dataId);
  const key = JSON.stringify(read.graph);
  const kept = keptPrograms.get(model);
  if (kept?.key !== key) {
    const program = newProgram(read, fewRows);
    keptPrograms.set(model, { program, key, dataIds });
    return program;
  }
  if (kept.dataIds.some((id, i) => id !== dataIds[i])) {
    kept.program.parameters.set(readWeights(allWeights(read)));
    kept.dataIds = dataIds;
  }
  return kept.program;
}

function newProgram(read: ReadModel, rows: number): InferenceProgram {
  const program = createInferenceProgram({ graph: read.graph, losses, rows });
  program.parameters.set(readWeights(allWeights(read)));
  return program;
}

function allWeights(read: ReadModel): readonly Weight[] {
  const { trained, states, frozen } = orderedWeights(read);
  return [...trained, ...states, ...frozen];
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
