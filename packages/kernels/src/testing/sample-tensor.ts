// For tests: tensors of numbers that programs get wrong, by kind.
import { type Rank, type Tensor, tensor } from '@tensorflow/tfjs-core';
import { randomValues } from './random-tensor.ts';

const { NaN: nan, POSITIVE_INFINITY: infinity } = Number;
const SPECIAL = [nan, infinity, -infinity, 0, -0, 1e-30, -1e-30, 1e3, -1e3, 88, -88, -104, 0.5, -0.5, 1, -1];

/** What the numbers are like, of those within [-1, 1) that they are drawn from. */
const kinds = {
  unit: { dtype: 'float32', value: (x: number) => x },
  wide: { dtype: 'float32', value: (x: number) => 30 * x },
  special: { dtype: 'float32', value: (x: number) => SPECIAL[Math.floor(((x + 1) / 2) * SPECIAL.length)] },
  int: { dtype: 'int32', value: (x: number) => Math.round(10 * x) },
  bool: { dtype: 'bool', value: (x: number) => +(x > 0) },
} as const;

export type Kind = keyof typeof kinds;

/** A tensor of one kind of numbers, the same in every run. */
export function sampleTensor(shape: readonly number[], kind: Kind, seed: number): Tensor<Rank> {
  const { dtype, value } = kinds[kind];
  const count = shape.reduce((product, length) => product * length, 1);
  return tensor(Array.from(randomValues(count, seed), value), [...shape], dtype);
}
