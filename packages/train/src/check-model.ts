// What images expect of a model. Whether its outputs suit their losses: check-outputs.ts; whether data of any kind fit it:
// data/read-table.ts.
import type { Model, ModelInput } from './model/model.ts';
import { TrainError } from './train-error.ts';

/** Data of other kinds than images are columns. */
const columnsInstead = 'Pass the data as columns, { inputs, targets },';

/** Height, width and channels that the model's one input takes; null stands for any. @throws TrainError `INVALID_MODEL` */
export function inputShapeOf({ inputs }: Model): readonly (number | null)[] {
  if (inputs.length === 0) {
    throw new TrainError('INVALID_MODEL', 'The model has no input yet. Give its first layer an inputShape.');
  }
  if (inputs.length > 1) {
    throw new TrainError(
      'INVALID_MODEL',
      `Images are for a model of one input; this one has ${inputs.length}: ${named(inputs)}. ${columnsInstead} with inputs by their names.`,
    );
  }
  const [{ shape }] = inputs;
  if (shape.length === 3) return shape;
  throw new TrainError(
    'INVALID_MODEL',
    `The model's input "${inputs[0].name}" takes values of shape [${text(shape)}]; expected images, [height, width, channels]. ` +
      `${columnsInstead} or give its first layer an inputShape of three lengths.`,
  );
}

function named(tensors: readonly ModelInput[]): string {
  return tensors.map(({ name }) => `"${name}"`).join(', ');
}

function text(shape: readonly (number | null)[]): string {
  return shape.map((length) => length ?? 'any').join(', ');
}
