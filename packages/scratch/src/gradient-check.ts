// The proof of backpropagation: each parameter is moved a little both ways, and the cost's slope between must
// be the gradient. Slow, two forward passes for each parameter; for tests and for showing, not for training.

import { type BatchOptions, batchOptions, checkBatch, costOf, traceBatch } from './backpropagation.ts';
import { check } from './check.ts';
import type { LayerGradients } from './layer.ts';
import { flattenGradients, flattenParameters, withParameters } from './parameters.ts';

/** A batch, and how closely to look. */
export interface GradientCheckOptions extends BatchOptions {
  /** How far each parameter is moved; 1e-5 by default, near the best for 64-bit numbers. */
  step?: number;
  /** Largest relative error that passes; 1e-6 by default. */
  tolerance?: number;
}

/** Both gradients side by side, layer by layer, in the shapes of the weights and biases. */
export interface GradientCheck {
  /** By backpropagation. */
  readonly analytic: readonly LayerGradients[];
  /** (C(p + step) - C(p - step)) / (2 step). */
  readonly numerical: readonly LayerGradients[];
  /** Largest |analytic - numerical| / max(1e-3, |analytic| + |numerical|). */
  readonly largestError: number;
  /** Whether `largestError` is within the tolerance. */
  readonly passed: boolean;
}

// Below this size the rounding of the two costs, not the gradient, would decide a relative error.
const SMALLEST_SCALE = 1e-3;

/**
 * Compares backpropagation with central differences for every weight and bias. A unit that stands within
 * `step` of a kink (relu, hardSigmoid) can fail rightly: there the slope is not defined.
 *
 * Throws as `backpropagate` does, and `INVALID_ARGUMENT` for `step` or `tolerance`.
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
  const largestError = errors.reduce((most, error) => Math.max(most, error), 0);
  const numerical = withParameters(batch.network, slopes).layers.map(({ weights, biases }) => ({
    dW: weights,
    db: biases,
  }));
  return { analytic, numerical, largestError, passed: largestError <= tolerance };
}
