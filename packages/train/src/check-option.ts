// Ranges of the numbers that callers pass.
import { TrainError } from './train-error.ts';

interface WholeNumber {
  readonly name: string;
  readonly value: number;
  readonly least: number;
  /** Without an end by default. */
  readonly most?: number;
}

/** @throws TrainError `INVALID_ARGUMENT` unless the value is a whole number from `least` to `most` */
export function checkWholeNumber({ name, value, least, most = Number.MAX_SAFE_INTEGER }: WholeNumber): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  const end = most === Number.MAX_SAFE_INTEGER ? '' : ` to ${most}`;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `${name} expects a whole number from ${least}${end}; received ${value}.`,
  );
}

/** @throws TrainError `INVALID_ARGUMENT` unless the value is a finite number above 0 */
export function checkPositive(name: string, value: number): void {
  if (Number.isFinite(value) && value > 0) return;
  throw new TrainError('INVALID_ARGUMENT', `${name} expects a number above 0; received ${value}.`);
}

/** @throws TrainError `INVALID_ARGUMENT` unless the value is from `least` to `most`, ends included */
export function checkRange(range: { name: string; value: number; least: number; most: number }): void {
  const { name, value, least, most } = range;
  if (value >= least && value <= most) return;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `${name} expects a number from ${least} to ${most}; received ${value}.`,
  );
}
