// The model that `nn101 train` is given by name.
import { type ModelDescriptor, models } from '@nn101/models';
import { CliError } from '../failure/cli-error.ts';
import { oneOf } from '../options/option-values.ts';

/** The model of that name. Throws `USAGE` with the nearest name. */
export function modelNamed(name: string | undefined): ModelDescriptor {
  const names = Object.values(models).map((known) => known.name);
  if (name === undefined) {
    throw new CliError(
      'USAGE',
      `Missing required argument 'model': one of ${names.join(', ')}; or go on with a run by --resume <directory>.`,
    );
  }
  return models[oneOf(name, 'model', names)];
}
