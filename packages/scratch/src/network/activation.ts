// The activation of a layer: from all z of an example to all a, and backward. A curve (curve.ts) acts on each number
// separately; softmax needs all of them. Next: loss.ts.

import { exponential } from '#deterministic-math';
import type { Vector } from '../matrix.ts';
import { type Curve, type CurveName, curves } from './curve.ts';

/** What a layer applies to its weighted sums. Both functions process one example, [units] -> [units]. */
export interface Activation {
  /** Computes a from z. */
  forward(z: Vector): number[];
  /** Computes dC/dz from a and dC/da: the slopes (in general the transposed Jacobian) times dC/da. */
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
    // The largest exponent becomes 0, so that nothing overflows. The common factor cancels in the quotient.
    const largest = z.reduce((max, zi) => Math.max(max, zi), Number.NEGATIVE_INFINITY);
    const powers = z.map((zi) => exponential(zi - largest));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  },
  backward(a, dA) {
    const mean = a.reduce((sum, ak, k) => sum + ak * dA[k], 0);
    return a.map((ai, i) => ai * (dA[i] - mean));
  },
};

/** Name of an activation. A `Layer` contains the name instead of the functions, so that it is plain data. */
export type ActivationName = CurveName | 'softmax';

/** The activations by name: every curve, and softmax. */
export const activations = {
  ...(Object.fromEntries(Object.entries(curves).map(([name, curve]) => [name, elementwise(curve)])) as Record<
    CurveName,
    Activation
  >),
  softmax,
} satisfies Record<ActivationName, Activation>;
