// Verifies backpropagation: each parameter is moved a little in both directions, and the slope of the cost between the two must
// equal the gradient. It needs two forward passes per parameter, so it is for tests and demonstrations.

import { check } from '../check.ts';
import type { LayerGradients } from '../network/layer.ts';
import { flattenGradients, flattenParameters, withParameters } from '../network/parameters.ts';
import { type BatchOptions, batchOptions, checkBatch, costOf, traceBatch } from './backpropagation.ts';

/** A batch, and the precision of the check. */
export interface GradientCheckOptions extends BatchOptions {
  /** Distance by which each parameter is moved; 1e-5 by default, close to optimal for 64-bit numbers. */
  step?: number;
  /** Maximum relative error that passes; 1e-6 by default. */
  tolerance?: number;
}

/** Both gradients, layer by layer, in the shapes of the weights and biases. */
export interface GradientCheck {
  /** The gradients of backpropagation. */
  readonly analytic: readonly LayerGradients[];
  /** (C(p + step) - C(p - step)) / (2 step). */
  readonly numerical: readonly LayerGradients[];
  /** Largest |analytic - numerical| / max(1e-3, |analytic| + |numerical|). */
  readonly largestError: number;
  /** Whether `largestError` is within the tolerance. */
  readonly passed: boolean;
}

// Below this size, the relative error would be dominated by rounding errors of the two costs.
const SMALLEST_SCALE = 1e-3;

/**
 * Compares backpropagation with central differences for every weight and bias. A unit within `step` of a kink (relu,
 * hardSigmoid) can fail although its gradient is right, because the slope is not defined there.
 *
 * Throws like `backpropagate`, and `INVALID_ARGUMENT` for an invalid `step` or `tolerance`.
 */
export function checkGradients(options: GradientCheckOptions): GradientCheck {
  check.options('checkGradients', options, [...batchOptions, 'step', 'tolerance']);
  const { step = 1e-5, tolerance = 1e-6, ...batch } = options;
  checkBatch(batch);
  check.number('step', step, { above: 0 });
  check.number('tolerance', tolerance, { above: 0 });
  const parameters = flattenParameters(batch.network);
  const costAt = (i: number, value: number) =>
    costOf({ ...batch, network: withParameters(batch.network, parameters.with(i, value)) });
  const slopes = parameters.map((p, i) => (costAt(i, p + step) - costAt(i, p - step)) / (2 * step));
  const analytic = traceBatch(batch).layers.map(({ dW, db }) => ({ dW, db }));
  const errors = flattenGradients(analytic).map(
    (g, i) => Math.abs(g - slopes[i]) / Math.max(SMALLEST_SCALE, Math.abs(g) + Math.abs(slopes[i])),
  );
  const largestError = errors.reduce((max, error) => Math.max(max, error), 0);
  const numerical = withParameters(batch.network, slopes).layers.map(({ weights, biases }) => ({
    dW: weights,
    db: biases,
  }));
  return { analytic, numerical, largestError, passed: largestError <= tolerance };
}
