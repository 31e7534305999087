// Checks for the fields of layers, for networks from plain JavaScript or from files.
import { check } from '../../check.ts';
import { checkInitializer } from '../../initial-weights/initializer.ts';
import { layerActivations } from './activation-names.ts';
import type { FieldCheck } from './layer-kind.ts';

/** Maximum number of units of a dense layer, and of filters of a convolution. */
const maxUnits = 65_536;

export const units: FieldCheck = (name, value) => check.wholeNumber(name, value, { min: 1, max: maxUnits });

export const count: FieldCheck = (name, value) => check.wholeNumber(name, value, { min: 1 });

export const flag: FieldCheck = check.flag;

export const number: FieldCheck = check.number;

export const notNegative: FieldCheck = (name, value) => check.number(name, value, { min: 0 });

/** A fraction from 0 to below 1. */
export const rate: FieldCheck = (name, value) => check.number(name, value, { min: 0, below: 1 });

/** From 0 to 1. */
export const share: FieldCheck = (name, value) => check.number(name, value, { min: 0, max: 1 });

/** A whole number of 1 or more, or two of them, for height and width. */
export const size: FieldCheck = (name, value) => {
  if (Array.isArray(value)) wholeNumbers(name, value, { length: 2, min: 1 });
  else check.wholeNumber(name, value, { min: 1 });
};

export const padding: FieldCheck = (name, value) => check.oneOf(name, value, ['valid', 'same']);

export const activation: FieldCheck = (name, value) => check.oneOf(name, value, layerActivations);

export const initializer: FieldCheck = checkInitializer;

/** Lengths of axes. */
export const lengths: FieldCheck = (name, value) => wholeNumbers(name, value, { min: 1 });

/** An axis: 1 is the first one after the batch, -1 the last one. */
export const axis: FieldCheck = (name, value) => {
  check.wholeNumber(name, value);
  check.that(value !== 0, name, { expected: 'an axis from 1, or from the last one, -1', value });
};

/** A whole number of 0 or more; two of them, for height and width; or two pairs: [[top, bottom], [left, right]]. */
export const edges: FieldCheck = (name, value) => {
  if (!Array.isArray(value)) {
    check.wholeNumber(name, value, { min: 0 });
    return;
  }
  check.that(value.length === 2, name, { expected: 'two numbers or two pairs of numbers', value });
  value.forEach((part: unknown, i) => {
    if (Array.isArray(part)) wholeNumbers(`${name}[${i}]`, part, { length: 2, min: 0 });
    else check.wholeNumber(`${name}[${i}]`, part, { min: 0 });
  });
};

export const maxNorm: FieldCheck = (name, value) => {
  check.options(name, value, ['kind', 'maxValue', 'axis']);
  check.oneOf(`${name}.kind`, value.kind, ['maxNorm']);
  check.number(`${name}.maxValue`, value.maxValue, { above: 0 });
  if (value.axis !== undefined) check.wholeNumber(`${name}.axis`, value.axis, { min: 0 });
};

/** One of the given names. */
export function oneOf(...names: readonly string[]): FieldCheck {
  return (name, value) => check.oneOf(name, value, names);
}

/** Makes a field optional. */
export function optional(checkField: FieldCheck): FieldCheck {
  return (name, value) => {
    if (value !== undefined) checkField(name, value);
  };
}

function wholeNumbers(
  name: string,
  value: unknown,
  { length, min }: { readonly length?: number; readonly min: number },
): void {
  check.numbers(name, value, { ...(length !== undefined && { length }) });
  for (let i = 0; i < value.length; i++) check.wholeNumber(`${name}[${i}]`, value[i], { min });
}
