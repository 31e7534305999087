// Ranges of numeric arguments, checked where they enter the package. Shapes of matrices are in matrix.ts.

import { ScratchError } from './scratch-error.ts';

interface Range {
  name: string;
  value: number;
  minimum: number;
  maximum?: number;
}

/** Refuses what is not a whole number in minimum..maximum (both included). Throws `INVALID_ARGUMENT`. */
export function requireInteger({ name, value, minimum, maximum = Infinity }: Range): void {
  if (Number.isInteger(value) && value >= minimum && value <= maximum) return;
  const range = maximum === Infinity ? `of ${minimum} or more` : `from ${minimum} to ${maximum}`;
  throw new ScratchError('INVALID_ARGUMENT', `${name} expects a whole number ${range}, received ${value}.`);
}

/** Refuses what is not a finite number greater than 0. Throws `INVALID_ARGUMENT`. */
export function requirePositive(name: string, value: number): void {
  if (Number.isFinite(value) && value > 0) return;
  throw new ScratchError(
    'INVALID_ARGUMENT',
    `${name} expects a finite number greater than 0, received ${value}.`,
  );
}

/** Refuses what is not a number in 0 (included) .. 1 (excluded). Throws `INVALID_ARGUMENT`. */
export function requireFraction(name: string, value: number): void {
  if (value >= 0 && value < 1) return;
  throw new ScratchError(
    'INVALID_ARGUMENT',
    `${name} expects a number from 0 to below 1, received ${value}.`,
  );
}
