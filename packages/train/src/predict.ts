// What a model says of data. Changes nothing. From probabilities to classes: argmax-rows.ts.
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { checkModel } from './check-model.ts';
import { isImage } from './data/prepare-batch.ts';
import { readInputs } from './data/read-table.ts';
import type { InputData, InputTable } from './data/training-data.ts';
import { type InferenceOptions, readInferenceOptions, rowPasses } from './evaluate.ts';
import { createInference, type PassOptions, passes } from './inference.ts';
import type { Images } from './labelled-images.ts';
import { outputNamesOf } from './objectives.ts';
import { predictOnTape } from './tape/tape-inference.ts';
import { TrainError } from './train-error.ts';

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
  model: LayersModel,
  parts: readonly Float32Array[],
  {
    output,
    count,
    shape,
  }: { readonly output: number; readonly count: number; readonly shape?: readonly number[] },
): Prediction {
  const values = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let place = 0;
  for (const part of parts) {
    values.set(part, place);
    place += part.length;
  }
  const known = shape ?? model.outputs[output].shape.slice(1);
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

/**
 * The model's output for each sample, row by row, with dropout off: `[count, classes]`, or whatever shape the output has.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `SHAPE_MISMATCH`, `ABORTED`; `INVALID_MODEL` for a model of several
 *   outputs, which `predictOutputs` takes
 */
export async function predict(
  model: LayersModel,
  data: InputData,
  options: InferenceOptions = {},
): Promise<Prediction> {
  const pass = readInferenceOptions('predict', options);
  checkModel(model);
  const table = readInputs(model, { name: 'data', data });
  if (model.outputs.length > 1) {
    throw new TrainError(
      'INVALID_MODEL',
      `The model has ${model.outputs.length} outputs: ${outputNamesOf(model).join(', ')}. Call predictOutputs() instead.`,
    );
  }
  const images = imagesOf(table);
  if (images) return predictImages(model, { images, pass });
  const [prediction] = await predictTable(model, { table, pass });
  return prediction;
}

/**
 * What each output of a model says of each sample, by the outputs' names, with dropout off.
 *
 * @throws TrainError `INVALID_ARGUMENT`, `INVALID_DATA`, `SHAPE_MISMATCH`, `ABORTED`
 */
export async function predictOutputs(
  model: LayersModel,
  data: InputData,
  options: InferenceOptions = {},
): Promise<Readonly<Record<string, Prediction>>> {
  const pass = readInferenceOptions('predictOutputs', options);
  checkModel(model);
  const table = readInputs(model, { name: 'data', data });
  const predictions = await predictTable(model, { table, pass });
  return Object.fromEntries(outputNamesOf(model).map((name, i) => [name, predictions[i]]));
}

/** The images that a table is, as plans take them. */
function imagesOf({ inputs, samples }: InputTable): Images | undefined {
  const [input, ...others] = inputs;
  if (others.length > 0 || !isImage(input) || input.scale !== 1 / 255) return undefined;
  const [height, width, channels] = input.shape;
  return { images: input.values as Uint8Array, shape: [samples, height, width, channels] };
}

async function predictImages(
  model: LayersModel,
  { images, pass }: { readonly images: Images; readonly pass: PassOptions },
): Promise<Prediction> {
  const [count] = images.shape;
  const inference = createInference(model, count);
  const parts: Float32Array[] = [];
  for await (const rows of passes(inference, count, pass)) parts.push(inference.probabilities(images, rows));
  return predictionOf(model, parts, { output: 0, count });
}

async function predictTable(
  model: LayersModel,
  { table, pass }: { readonly table: InputTable; readonly pass: PassOptions },
): Promise<Prediction[]> {
  const parts: Float32Array[][] = model.outputs.map(() => []);
  const shapes: (readonly number[])[] = [];
  for await (const rows of rowPasses(table.samples, pass)) {
    for (const [i, { values, shape }] of predictOnTape(model, { table, rows }).entries()) {
      parts[i].push(values);
      shapes[i] = shape.slice(1);
    }
  }
  return parts.map((values, i) =>
    predictionOf(model, values, { output: i, count: table.samples, shape: shapes[i] }),
  );
}
