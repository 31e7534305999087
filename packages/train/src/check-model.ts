// What training, evaluation and prediction expect of a model. Whether its outputs suit their losses: check-outputs.ts; whether
// data fit it: data/read-table.ts.

import type { LayersModel, SymbolicTensor } from '@tensorflow/tfjs-layers';
import { check } from './check.ts';
import { TrainError } from './train-error.ts';

/** Data of other kinds than images are columns. */
const columnsInstead = 'Pass the data as columns, { inputs, targets },';

/** @throws TrainError `INVALID_ARGUMENT` unless it is a model of tfjs-layers; `INVALID_MODEL` where it was disposed */
export function checkModel(model: LayersModel): void {
  const { layers: parts, apply, countParams } = (model ?? {}) as Partial<LayersModel>;
  check.that(
    Array.isArray(parts) && typeof apply === 'function' && typeof countParams === 'function',
    'model',
    { expected: 'a model of tfjs-layers', value: model },
  );
  try {
    for (const weight of model.weights) weight.read();
  } catch (cause) {
    throw new TrainError(
      'INVALID_MODEL',
      'The model was disposed, and has no weights any more. Make or load it again.',
      {
        cause,
      },
    );
  }
}

/** Height, width and channels that the model's one input takes; null stands for any. @throws TrainError `INVALID_MODEL` */
export function inputShapeOf(model: LayersModel): readonly (number | null)[] {
  const inputs = model.inputs ?? [];
  if (inputs.length === 0) {
    throw new TrainError('INVALID_MODEL', 'The model has no input yet. Give its first layer an inputShape.');
  }
  if (inputs.length > 1) {
    throw new TrainError(
      'INVALID_MODEL',
      `Images are for a model of one input; this one has ${inputs.length}: ${named(inputs)}. ${columnsInstead} with inputs by their names.`,
    );
  }
  const shape = inputs[0].shape.slice(1);
  if (shape.length === 3) return shape;
  throw new TrainError(
    'INVALID_MODEL',
    `The model's input "${inputs[0].name}" takes values of shape [${text(shape)}]; expected images, [height, width, channels]. ` +
      `${columnsInstead} or give its first layer an inputShape of three lengths.`,
  );
}

function named(tensors: readonly SymbolicTensor[]): string {
  return tensors.map(({ name }) => `"${name}"`).join(', ');
}

function text(shape: readonly (number | null)[]): string {
  return shape.map((length) => length ?? 'any').join(', ');
}
