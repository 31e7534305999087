// Predictions of a model. The model is not changed. For classes instead of probabilities, see argmax-rows.ts.

import { check } from './check.ts';
import { readInputs } from './data/read-table.ts';
import type { InputData, InputTable } from './data/training-data.ts';
import { checkSignal } from './event-loop.ts';
import { createPredictor, type PassOptions, passes } from './inference.ts';
import type { Model } from './model/model.ts';
import { TrainError } from './train-error.ts';

/** Options of a forward pass over data. */
export interface InferenceOptions {
  /** Maximum number of samples in one forward pass; affects memory, not the result. 1000 by default. */
  readonly batchSize?: number;
  /** Stops the work between two batches. */
  readonly signal?: AbortSignal;
  /** Called after each pass with the number of samples done and their total. */
  readonly onProgress?: (progress: { readonly images: number; readonly of: number }) => void;
}

/** Outputs of a model for several samples: `[count, classes]` in row-major order. */
export type Probabilities = Float32Array & {
  /** Length of a row: the last axis of the model's output. */
  readonly classes: number;
};

/** Outputs of any shape. */
export type Prediction = Probabilities & {
  /** `[count, …lengths]` */
  readonly shape: readonly number[];
};

/** Concatenates the parts of an output's values and attaches their shape. */
export function predictionOf(
  model: Model,
  parts: readonly Float32Array[],
  {
    output,
    count,
    shape,
  }: { readonly output: number; readonly count: number; readonly shape?: readonly number[] },
): Prediction {
  const values = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    values.set(part, offset);
    offset += part.length;
  }
  const known = shape ?? model.outputs[output].shape;
  const lengths = known.map((length) => length ?? Number.NaN);
  // One unknown length follows from the others.
  const size =
    values.length / count / lengths.filter(Number.isFinite).reduce((product, one) => product * one, 1);
  const whole = [count, ...lengths.map((length) => (Number.isNaN(length) ? size : length))];
  return Object.defineProperties(values, {
    classes: { value: whole.at(-1) },
    shape: { value: whole },
  }) as Prediction;
}

/** See `predict` of the package. */
export async function predictModel(
  model: Model,
  data: InputData,
  options: InferenceOptions = {},
): Promise<Prediction> {
  const pass = readInferenceOptions('predict', options);
  const table = readInputs(model, { name: 'data', data });
  const { outputs } = model;
  if (outputs.length > 1) {
    throw new TrainError(
      'INVALID_MODEL',
      `The model has ${outputs.length} outputs: ${outputs.map(({ name }) => name).join(', ')}. Call predictOutputs() instead.`,
    );
  }
  const [prediction] = await predictAll(model, { table, pass });
  return prediction;
}

/** See `predictOutputs` of the package. */
export async function predictModelOutputs(
  model: Model,
  data: InputData,
  options: InferenceOptions = {},
): Promise<Readonly<Record<string, Prediction>>> {
  const pass = readInferenceOptions('predictOutputs', options);
  const table = readInputs(model, { name: 'data', data });
  const predictions = await predictAll(model, { table, pass });
  return Object.fromEntries(model.outputs.map(({ name }, i) => [name, predictions[i]]));
}

async function predictAll(
  model: Model,
  { table, pass }: { readonly table: InputTable; readonly pass: PassOptions },
): Promise<Prediction[]> {
  const parts: Float32Array[][] = model.outputs.map(() => []);
  const shapes: (readonly number[])[] = [];
  for await (const outputs of passes(createPredictor(model, table), table.samples, pass)) {
    for (const [i, { values, shape }] of outputs.entries()) {
      parts[i].push(values);
      shapes[i] = shape.slice(1);
    }
  }
  return parts.map((values, i) =>
    predictionOf(model, values, { output: i, count: table.samples, shape: shapes[i] }),
  );
}

/** Returns the options with their defaults. @throws TrainError `INVALID_ARGUMENT` */
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
