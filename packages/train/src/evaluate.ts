// Loss and metrics of a model on data, without or with its predictions. The model is not changed.

import { check } from './check.ts';
import { isLabelled, readTable } from './data/read-table.ts';
import type { Table, TrainingData } from './data/training-data.ts';
import { createScorer, type PassOptions, passes } from './inference.ts';
import { checkOutputs, probeOutputs } from './losses/check-outputs.ts';
import type { OwnFunction } from './losses/losses.ts';
import {
  type ObjectiveOptions,
  type Objectives,
  objectiveOptionNames,
  readObjectives,
} from './losses/objectives.ts';
import { addScores, type BatchScore, emptyScore, type MeanScore, meanScore } from './metrics/score.ts';
import type { Model } from './model/model.ts';
import { type InferenceOptions, type Prediction, predictionOf, readInferenceOptions } from './predict.ts';
import type { ScoredPart } from './step/training-step.ts';

/** How a model is measured: by the losses and metrics of `fit`, with the same defaults. */
export interface EvaluationOptions<Own = OwnFunction> extends InferenceOptions, ObjectiveOptions<Own> {}

/** See `evaluate` of the package. */
export async function evaluateModel(
  model: Model,
  data: TrainingData,
  options: EvaluationOptions = {},
): Promise<MeanScore> {
  const work = readWork('evaluate', model, { data, options });
  return meanScore(await scoreAll(model, work), work.objectives.metrics);
}

/** The score of a model, and its prediction for each sample. */
export interface Assessment extends MeanScore {
  /** The model's predictions, `[count, classes]` in row-major order; those of the first output if there are several. */
  readonly probabilities: Float32Array;
  /** The predictions of each output by name, if there are several. */
  readonly outputs?: Readonly<Record<string, Prediction>>;
}

/** See `assess` of the package. */
export async function assessModel(
  model: Model,
  data: TrainingData,
  options: EvaluationOptions = {},
): Promise<Assessment> {
  const work = readWork('assess', model, { data, options });
  const parts: ScoredPart[] = [];
  const score = await scoreAll(model, { ...work, onScored: (part) => parts.push(part) });
  const names = Object.keys(parts[0].outputs ?? {});
  const concatenate = (values: (part: ScoredPart) => Float32Array | undefined, output: number) =>
    predictionOf(
      model,
      parts.map((part) => values(part) ?? new Float32Array()),
      { output, count: work.table.samples },
    );
  const outputs = names.map((name, i) => [name, concatenate((part) => part.outputs?.[name], i)] as const);
  return {
    ...meanScore(score, work.objectives.metrics),
    probabilities: outputs[0]?.[1] ?? concatenate(({ probabilities }) => probabilities, 0),
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
  model: Model,
  { data, options }: { readonly data: TrainingData; readonly options: EvaluationOptions },
): Work {
  const pass = readInferenceOptions(caller, options, objectiveOptionNames);
  check.record('data', data, '{ images, labels, shape } or { inputs, targets }');
  const objectives = readObjectives(model, options, { labelled: isLabelled(data) });
  checkOutputs(model, objectives);
  const table = readTable(model, { name: 'data', data }, objectives);
  probeOutputs(model, objectives, table);
  return { table, objectives, pass };
}

async function scoreAll(model: Model, { table, objectives, pass, onScored }: Work): Promise<BatchScore> {
  let total = emptyScore;
  const scorer = createScorer(model, table, objectives);
  for await (const part of passes(scorer, table.samples, pass)) {
    onScored?.(part);
    total = addScores(total, part);
  }
  return total;
}
