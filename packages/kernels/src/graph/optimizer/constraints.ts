// Constraints on weights (https://keras.io/api/layers/constraints/): what an update is followed by. The formulas are Keras';
// every operation is rounded to float32, as the kernels do it, so the bits are the same everywhere.
import { check } from '../../check.ts';
import type { Shape } from '../network/graph.ts';
import type { FieldCheck } from '../operations/fields.ts';

/** The axes along which norms are taken: those of one vector. The first one by default, as in Keras. */
interface NormAxes {
  readonly axis?: number | readonly number[];
}

/** Vectors that are longer than `maxValue` are shortened to it. */
export interface MaxNormConstraint extends NormAxes {
  readonly kind: 'maxNorm';
  /** From 0. */
  readonly maxValue: number;
}

/** Vectors get a length between two bounds, or come so far nearer to it as `rate` says. */
export interface MinMaxNormConstraint extends NormAxes {
  readonly kind: 'minMaxNorm';
  /** From 0. */
  readonly minValue: number;
  /** From 0. */
  readonly maxValue: number;
  /** 0 leaves vectors as they are, 1 enforces the bounds at once. */
  readonly rate: number;
}

/** Vectors get the length 1. */
export interface UnitNormConstraint extends NormAxes {
  readonly kind: 'unitNorm';
}

/** Elements below 0 become 0. */
export interface NonNegativeConstraint {
  readonly kind: 'nonNegative';
}

/** What the values of a parameter are held to, told apart by `kind`. */
export type Constraint =
  | MaxNormConstraint
  | MinMaxNormConstraint
  | UnitNormConstraint
  | NonNegativeConstraint;

const { fround } = Math;
const epsilon = fround(1e-7);
/** Terms that are summed before they are added to a longer sum, as the kernels' Sum does. */
const run = 64;

/** Makes the values of a parameter satisfy its constraint, in place. */
export function constrain(
  weights: Float32Array,
  { shape, constraint }: { readonly shape: Shape; readonly constraint: Constraint },
): void {
  if (constraint.kind === 'nonNegative') {
    for (let i = 0; i < weights.length; i++) weights[i] = Math.max(weights[i], 0);
    return;
  }
  const { starts, steps } = vectorsAlong(shape, [constraint.axis ?? 0].flat());
  const scale = scaleOf(constraint);
  for (const start of starts) {
    const norm = fround(Math.sqrt(sumOfSquares(weights, start, steps)));
    const scaled = scale(norm);
    for (const step of steps) weights[start + step] = scaled(weights[start + step]);
  }
}

/** What becomes of an element of a vector of this length. */
function scaleOf(
  constraint: Exclude<Constraint, NonNegativeConstraint>,
): (norm: number) => (weight: number) => number {
  const times = (desired: number, norm: number) => {
    const factor = fround(desired / fround(epsilon + norm));
    return (weight: number) => weight * factor;
  };
  switch (constraint.kind) {
    case 'maxNorm': {
      const most = fround(constraint.maxValue);
      return (norm) => times(Math.min(norm, most), norm);
    }
    case 'minMaxNorm': {
      const [least, most] = [fround(constraint.minValue), fround(constraint.maxValue)];
      const [rate, rest] = [fround(constraint.rate), fround(1 - constraint.rate)];
      return (norm) => {
        const within = Math.min(Math.max(norm, least), most);
        return times(fround(fround(rate * within) + fround(rest * norm)), norm);
      };
    }
    case 'unitNorm':
      return (norm) => {
        const length = fround(epsilon + norm);
        return (weight) => weight / length;
      };
    default:
      throw constraint satisfies never;
  }
}

/** Offsets of the vectors along these axes: where each begins, and its elements from there. */
function vectorsAlong(
  shape: Shape,
  axes: readonly number[],
): { readonly starts: readonly number[]; readonly steps: readonly number[] } {
  let starts = [0];
  let steps = [0];
  let stride = shape.reduce((product, length) => product * length, 1);
  shape.forEach((length, axis) => {
    stride /= length;
    const along = (offsets: number[]) =>
      offsets.flatMap((offset) => Array.from({ length }, (_, i) => offset + i * stride));
    if (axes.includes(axis)) steps = along(steps);
    else starts = along(starts);
  });
  return { starts, steps };
}

function sumOfSquares(weights: Float32Array, start: number, steps: readonly number[]): number {
  let total = 0;
  for (let first = 0; first < steps.length; first += run) {
    let sum = 0;
    for (let i = first; i < Math.min(first + run, steps.length); i++) {
      const weight = weights[start + steps[i]];
      sum = fround(sum + fround(weight * weight));
    }
    total = fround(total + sum);
  }
  return total;
}

const fromZero: FieldCheck = (name, value) => check.number(name, value, { min: 0 });

const fields: Readonly<Record<Constraint['kind'], Readonly<Record<string, FieldCheck>>>> = {
  maxNorm: { maxValue: fromZero },
  minMaxNorm: {
    minValue: fromZero,
    maxValue: fromZero,
    rate: (name, value) => check.number(name, value, { min: 0, max: 1 }),
  },
  unitNorm: {},
  nonNegative: {},
};

/** @throws KernelError INVALID_ARGUMENT unless it is a constraint for parameters of this shape */
export function checkConstraint(name: string, constraint: Constraint, shape: Shape): void {
  check.record(name, constraint, "such as { kind: 'maxNorm', maxValue: 2 }");
  check.oneOf(`${name}.kind`, constraint.kind, Object.keys(fields) as Constraint['kind'][]);
  const own = fields[constraint.kind];
  const hasNorm = constraint.kind !== 'nonNegative';
  check.options(name, constraint, ['kind', ...Object.keys(own), ...(hasNorm ? ['axis'] : [])]);
  for (const [field, checkField] of Object.entries(own)) {
    checkField(`${name}.${field}`, Reflect.get(constraint, field));
  }
  if (!hasNorm || constraint.axis === undefined) return;
  for (const axis of [constraint.axis].flat()) {
    check.wholeNumber(`${name}.axis`, axis, { min: 0, below: shape.length });
  }
}
