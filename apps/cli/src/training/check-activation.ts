// Checks `--activation` before anything else is done, so that a typing error costs nothing.
import { type ActivationName, activationNames } from '@nn101/models/graph';
import { oneOf } from '../command-line/option-values.ts';

/** The activation of that name, undefined for undefined. Throws `USAGE` with the nearest name. */
export function checkActivation(word: string | undefined): ActivationName | undefined {
  return word === undefined ? undefined : oneOf(word, 'activation', activationNames);
}
