// Which values of a unit get the two full colours, by its activation.
import type { ActivationName } from '@nn101/scratch';
import type { Shades } from '../../drawings/surface-pixels.ts';

/** Sigmoids run from 0 to 1 around a half; everything else is shown around 0. */
export function unitShades(activation: ActivationName | undefined): Shades {
  if (activation === 'sigmoid' || activation === undefined) return { low: 0, high: 1 };
  return activation === 'tanh' || activation === 'softsign' ? { low: -1, high: 1 } : { low: -2, high: 2 };
}
