// Activation of a layer: all z of one example in, all a out, and back again. A curve (curve.ts) acts on each
// number by itself; softmax needs all of them at once. Both fit one record. Next: loss.ts.

import { exponential } from '#deterministic-math';
import { type Curve, type CurveName, curves } from './curve.ts';
import type { Vector } from './matrix.ts';

/** What a layer does to its weighted sums. Both functions take one example, [units] -> [units]. */
export interface Activation {
  /** a from z. */
  forward(z: Vector): number[];
  /** dC/dz from a and dC/da: the slopes (in general the transposed Jacobian) times dC/da. */
  backward(a: Vector, dA: Vector): number[];
}

function elementwise({ value, derivative }: Curve): Activation {
  return {
    forward: (z) => z.map((zi) => value(zi)),
    backward: (a, dA) => a.map((ai, i) => derivative(ai) * dA[i]),
  };
}

/**
 * a_i = e^z_i / sum_k e^z_k: positive numbers that add up to 1. Jacobian: da_k/dz_i = a_k ((k = i) - a_i).
 */
const softmax: Activation = {
  forward(z) {
    // The largest exponent becomes 0, so that nothing overflows; the common factor cancels in the quotient.
    const largest = z.reduce((most, zi) => Math.max(most, zi), Number.NEGATIVE_INFINITY);
    const powers = z.map((zi) => exponential(zi - largest));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  },
  backward(a, dA) {
    const mean = a.reduce((sum, ak, k) => sum + ak * dA[k], 0);
    return a.map((ai, i) => ai * (dA[i] - mean));
  },
};

/** Name of an activation; what a {@link Layer} carries, so that it stays plain data. */
export type ActivationName = CurveName | 'softmax';

/** The activations by name: every curve, and softmax. */
export const activations = {
  ...(Object.fromEntries(Object.entries(curves).map(([name, curve]) => [name, elementwise(curve)])) as Record<
    CurveName,
    Activation
  >),
  softmax,
} satisfies Record<ActivationName, Activation>;
