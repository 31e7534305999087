// Scores rows of a program: its losses, and the sums of the metrics from its outputs and the true values.
import type { InferenceProgram } from '@nn101/kernels/graph';
import type { Objectives } from '../losses/objectives.ts';
import { type BatchScore, measure, withPenalty } from '../metrics/score.ts';
import type { ScoredPart } from '../step/training-step.ts';
import type { ProgramRows } from './program-rows.ts';

/** Returns the score of these rows with dropout off, and the network's outputs for them. */
export function scoreOnProgram(
  program: InferenceProgram,
  batch: ProgramRows,
  objectives: Objectives,
): ScoredPart {
  const lossSums = program.evaluate(batch);
  const rows = batch.indices.length;
  const outputs = program.outputs(rows);
  const values = objectives.outputs.map((_, i) => outputs[i].slice());
  const byName = objectives.outputs.map(({ name }, i) => [name, values[i]] as const);
  const pass = { outputs, truth: batch.truth, count: rows };
  const score = scoreRows(pass, { first: 0, rows, lossSums }, objectives);
  return {
    ...withPenalty(score, program.penalty()),
    probabilities: values[0],
    ...(values.length > 1 && { outputs: Object.fromEntries(byName) }),
  };
}

/** The outputs of a pass of `count` rows, and the true values. */
interface ScoredPass extends Pick<ProgramRows, 'truth'> {
  readonly outputs: readonly Float32Array[];
  readonly count: number;
}

/** Returns the score of consecutive rows of a pass. */
export function scoreRows(
  { outputs, truth, count }: ScoredPass,
  { first, rows, lossSums }: { first: number; rows: number; lossSums: readonly number[] },
  { outputs: objectives, metrics }: Objectives,
): BatchScore {
  const part = <Values extends Float32Array | Int32Array>(values: Values) =>
    values.subarray((first * values.length) / count, ((first + rows) * values.length) / count) as Values;
  const sums = metrics.map(({ metric, output }) => {
    // Functions of tensors never occur here: a model with one trains on the tape.
    if (typeof metric !== 'object') return [lossSums[output], rows];
    const { loss, shape } = objectives[output];
    const { labels, values } = truth[output];
    return measure(metric, loss, {
      outputs: part(outputs[output]),
      width: shape.at(-1) ?? 1,
      labels: labels && part(labels),
      values: labels ? undefined : values && part(values),
    });
  });
  const lossSum = lossSums.reduce((sum, one, i) => sum + one * objectives[i].weight, 0);
  return { samples: rows, lossSum, correct: 0, sums };
}
