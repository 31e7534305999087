// Checks for the fields of an operation's specification, for graphs that come from plain JavaScript or from a file.
import { check, checkLengths, checkWords } from '../../check.ts';
import { checkActivation } from './fused-activation.ts';

/** Throws a KernelError INVALID_ARGUMENT where a field is not what the operation expects. */
export type FieldCheck = (name: string, value: unknown) => void;

/** The fields of a specification beside `kind`. */
export type FieldChecks<Spec> = { readonly [Field in Exclude<keyof Spec, 'kind'>]-?: FieldCheck };

/** A whole number of 1 or more. */
export const count: FieldCheck = (name, value) => check.wholeNumber(name, value, { min: 1 });

/** Two whole numbers of 1 or more: along the height and the width. */
export const pair: FieldCheck = (name, value) => checkLengths(name, value, { min: 1, count: 2 });

export const flag: FieldCheck = (name, value) => check.flag(name, value);

export const padding: FieldCheck = (name, value) => check.oneOf(name, value, ['same', 'valid']);

export const activation: FieldCheck = checkActivation;

/** What is added to a variance, so that its root is not 0. */
export const epsilon: FieldCheck = (name, value) => check.number(name, value, { min: 0 });

/** A shape without the batch. */
export const shape: FieldCheck = (name, value) => checkLengths(name, value, { min: 1 });

/** Whole numbers of 1 or more. */
export const lengths: FieldCheck = (name, value) => checkLengths(name, value, { min: 1 });

/** An axis: 1 is the first after the batch, -1 the last one. */
export const axis: FieldCheck = (name, value) => {
  check.wholeNumber(name, value, { min: -16, max: 16 });
  check.that(value !== 0, name, { expected: 'an axis other than that of the batch, 0', value });
};

export const number: FieldCheck = (name, value) => check.number(name, value);

/** A number of 0 or more. */
export const notNegative: FieldCheck = (name, value) => check.number(name, value, { min: 0 });

/** The key of a stream of random numbers. */
export const key: FieldCheck = checkWords;

/** A fraction from 0 to below 1. */
export const rate: FieldCheck = (name, value) => check.number(name, value, { min: 0, below: 1 });

/** The field may be left out. */
export function optional(checkField: FieldCheck): FieldCheck {
  return (name, value) => {
    if (value !== undefined) checkField(name, value);
  };
}

/** One of a few names. */
export function oneOf(...names: readonly string[]): FieldCheck {
  return (name, value) => check.oneOf(name, value, names);
}
