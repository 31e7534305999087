// For tests: a gradient against finite differences over shapes that fast-check draws.
import { type Rank, type Tensor, tidy } from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expectGradients, type GradientCase } from './numerical-gradient.ts';
import { randomTensor } from './random-tensor.ts';

/** Linear in each input: a large step costs no exactness and rounds less. The sums have up to a thousand terms. */
export const LINEAR = { step: 0.5, tolerance: { atol: 1e-4, rtol: 1e-5 } };
/** A curve: the difference is off by step^2 / 6 times the third derivative, and by rounding over the step. */
export const CURVED = { step: 2 ** -6, tolerance: { atol: 2e-3, rtol: 2e-3 } };
/** Numbers that lie further apart, and from 0, than a step: nothing changes its side. */
export const APART = { step: 2 ** -7, tolerance: { atol: 1e-4, rtol: 1e-4 } };
const CHECKED = 12;

/** A gradient to check over random shapes. */
export interface RandomGradient<T> {
  readonly drawn: fc.Arbitrary<T>;
  readonly runs?: number;
  /** What is differentiated, of what was drawn and a seed. */
  readonly what: (drawn: T, seed: number) => Omit<GradientCase, 'every'>;
}

/** Checks some numbers of each input, which are others in every run. */
export function expectRandomGradients<T>({ drawn, runs = 20, what }: RandomGradient<T>): void {
  const property = fc.property(drawn, fc.nat(1e6), (particulars, seed) => {
    tidy(() => {
      const differentiated = what(particulars, seed);
      const largest = Math.max(...differentiated.inputs.map(({ size }) => size));
      expectGradients({ ...differentiated, every: Math.max(1, Math.ceil(largest / CHECKED)) });
    });
  });
  fc.assert(property, { seed: 61, numRuns: runs });
}

/** Random numbers of a drawn shape. */
export function noise(shape: readonly number[], seed: number): Tensor {
  return randomTensor<Rank>([...shape], seed);
}
