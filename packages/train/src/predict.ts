// What a model says of data. Changes nothing. From probabilities to classes: argmax-rows.ts.

import { check } from './check.ts';
import { readInputs } from './data/read-table.ts';
import type { InputData, InputTable } from './data/training-data.ts';
import { checkSignal } from './event-loop.ts';
import { createPredictor, type PassOptions, passes } from './inference.ts';
import type { Model } from './model/model.ts';
import { TrainError } from './train-error.ts';

/** How a model is run over data without training it. */
export interface InferenceOptions {
  /** Most samples in one forward pass; changes memory, not the result. 1000 by default. */
  readonly batchSize?: number;
  /** Stops between two batches. */
  readonly signal?: AbortSignal;
  /** Told after each pass how many of the samples are done, of how many. */
  readonly onProgress?: (progress: { readonly images: number; readonly of: number }) => void;
}

/** What a model says of some samples: `[count, classes]`, row by row. */
export type Probabilities = Float32Array & {
  /** Length of a row: the last axis of the model's output. */
  readonly classes: number;
};

/** The same of an output of any shape. */
export type Prediction = Probabilities & {
  /** `[count, …lengths]` */
  readonly shape: readonly number[];
};

/** The parts of an output's values in one, which knows its shape. */
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
  // One open length follows from the others.
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
