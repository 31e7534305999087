// A model's loss and metrics on data that it is not trained on, alone or with what it says. Changes nothing.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { checkSignal, throwIfAborted } from './abort.ts';
import { breathe } from './breathe.ts';
import { check } from './check.ts';
import { checkModel } from './check-model.ts';
import { checkOutputs, probeOutputs } from './check-outputs.ts';
import { isClassifier } from './choose-engine.ts';
import { isLabelled, labelledBytesOf, readTable } from './data/read-table.ts';
import type { Table, TrainingData } from './data/training-data.ts';
import { consecutiveRows } from './gather-batch.ts';
import { createInference, type PassOptions, scoreData } from './inference.ts';
import {
  type ObjectiveOptions,
  type Objectives,
  objectiveOptionNames,
  readObjectives,
} from './objectives.ts';
import { type Prediction, predictionOf } from './predict.ts';
import { addScores, type BatchScore, emptyScore, type MeanScore, meanScore, withPenalty } from './score.ts';
import { penaltyOf } from './tape/penalties.ts';
import { scoreOnTape } from './tape/tape-inference.ts';
import type { ScoredPart } from './training-step.ts';

/** How a model is run over data without training it. */
export interface InferenceOptions {
  /** Most samples in one forward pass; changes memory, not the result. 1000 by default. */
  readonly batchSize?: number;
  /** Stops between two batches. */
  readonly signal?: AbortSignal;
  /** Told after each pass how many of the samples are done, of how many. */
  readonly onProgress?: (progress: { readonly images: number; readonly of: number }) => void;
}

/** How a model is measured: by the losses and metrics of `fit`, with the same defaults. */
export interface EvaluationOptions extends InferenceOptions, ObjectiveOptions {}

/**
 * Mean loss and metrics, exact over an uneven last batch, with dropout off.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `SHAPE_MISMATCH`, `LABEL_OUT_OF_RANGE`, `INVALID_MODEL`,
 *   `ABORTED`
 * @example const { loss, metrics } = await evaluate(model, { inputs, targets }, { loss: 'mse', metrics: ['mae'] });
 */
export async function evaluate(
  model: LayersModel,
  data: TrainingData,
  options: EvaluationOptions = {},
): Promise<MeanScore> {
  const work = readWork('evaluate', model, { data, options });
  return meanScore(await scoreAll(model, work), work.objectives.metrics);
}

/** The options with their defaults. @throws TrainError `INVALID_ARGUMENT` */
export function readInferenceOptions(
  caller: string,
  options: InferenceOptions,
  further: readonly string[] = [],
): PassOptions {
  check.options(caller, options as unknown, ['batchSize', 'signal', 'onProgress', ...further]);
  const { batchSize = 1000, signal, onProgress } = options;
  check.wholeNumber('batchSize', batchSize, { min: 1 });
  checkSignal(signal);
  if (onProgress !== undefined) check.callback('onProgress', onProgress);
  return { batchSize, signal, onProgress };
}

/** How well a model does, and what it says of each sample. */
export interface Assessment extends MeanScore {
  /** What the model says, `[count, classes]` row by row; of several outputs the first one. */
  readonly probabilities: Float32Array;
  /** What it says by output, where it has several. */
  readonly outputs?: Readonly<Record<string, Prediction>>;
}

/**
 * What `evaluate` and `predict` give, in one pass over the data, to the same bits.
 *
 * @throws TrainError as `evaluate`
 */
export async function assess(
  model: LayersModel,
  data: TrainingData,
  options: EvaluationOptions = {},
): Promise<Assessment> {
  const work = readWork('assess', model, { data, options });
  const parts: ScoredPart[] = [];
  const score = await scoreAll(model, { ...work, onScored: (part) => parts.push(part) });
  const names = Object.keys(parts[0].outputs ?? {});
  const joined = (values: (part: ScoredPart) => Float32Array | undefined, output: number) =>
    predictionOf(
      model,
      parts.map((part) => values(part) ?? new Float32Array()),
      { output, count: work.table.samples },
    );
  const outputs = names.map((name, i) => [name, joined((part) => part.outputs?.[name], i)] as const);
  return {
    ...meanScore(score, work.objectives.metrics),
    probabilities: outputs[0]?.[1] ?? joined(({ probabilities }) => probabilities, 0),
    ...(names.length > 0 && { outputs: Object.fromEntries(outputs) }),
  };
}

interface Work {
  readonly table: Table;
  readonly objectives: Objectives;
  readonly pass: PassOptions;
  readonly onScored?: (part: ScoredPart) => void;
}

function readWork(
  caller: string,
  model: LayersModel,
  { data, options }: { readonly data: TrainingData; readonly options: EvaluationOptions },
): Work {
  const pass = readInferenceOptions(caller, options, objectiveOptionNames);
  checkModel(model);
  check.record('data', data, '{ images, labels, shape } or { inputs, targets }');
  const objectives = readObjectives(model, options, { labelled: isLabelled(data) });
  checkOutputs(model, objectives);
  const table = readTable(model, { name: 'data', data }, objectives);
  probeOutputs(model, objectives, table);
  return { table, objectives, pass };
}

async function scoreAll(
  model: LayersModel,
  { table, objectives, pass, onScored }: Work,
): Promise<BatchScore> {
  const bytes = isClassifier(objectives) ? labelledBytesOf(table) : undefined;
  if (bytes) {
    const score = await scoreData(createInference(model, table.samples), bytes, { ...pass, onScored });
    return withPenalty(score, penaltyOf(model));
  }
  let total = emptyScore;
  for await (const rows of rowPasses(table.samples, pass)) {
    const part = scoreOnTape(model, { table, rows, objectives });
    onScored?.(part);
    total = addScores(total, part);
  }
  return total;
}

/** Rows in their order, a batch at a time. @throws TrainError `ABORTED` */
export async function* rowPasses(
  count: number,
  { batchSize, signal, onProgress }: PassOptions,
): AsyncGenerator<Uint32Array, void> {
  for (let start = 0; start < count; start += batchSize) {
    throwIfAborted(signal);
    const end = Math.min(start + batchSize, count);
    yield consecutiveRows(start, end);
    onProgress?.({ images: end, of: count });
    await breathe();
  }
}
