// The model that `nn101 train` is given by name.
import { type ModelDescriptor, models } from '@nn101/models/graph';
import { oneOf } from '../command-line/option-values.ts';
import { courseDataNames, imageShapeOf } from '../data/course-data.ts';
import { CliError } from '../failure/cli-error.ts';

/** The model of that name. Throws `USAGE` with the nearest name, or with a model for the data set that was named. */
export function modelNamed(name: string | undefined): ModelDescriptor {
  const names = Object.values(models).map((known) => known.name);
  if (name === undefined) {
    throw new CliError(
      'USAGE',
      `Missing required argument 'model': one of ${names.join(', ')}; or go on with a run by --resume <directory>.`,
    );
  }
  const isFamily = names.some((known) => known.startsWith(`${name}-`));
  const dataset = courseDataNames.find((known) => known === name);
  if (dataset === undefined || isFamily) return models[oneOf(name, 'model', names)];
  const shape = imageShapeOf(dataset).join();
  const fitting = Object.values(models).filter(({ inputShape }) => inputShape.join() === shape);
  throw new CliError(
    'USAGE',
    `${dataset} is a data set, not a model. Train a model on it, such as: ${fitting[0].name} --dataset ${dataset}`,
  );
}
