// Activations of single numbers: a curve a = f(z), and its slope f'(z), computed from `a` alone, because the forward pass has
// kept `a`. Activations of whole layers, including softmax, are in activation.ts. Math.exp and Math.tanh may differ between
// engines in the last bit, and with them the whole training; the functions here do not.

import {
  exponential as exp,
  exponentialMinusOne,
  hyperbolicTangent,
  logarithmOfOnePlus,
} from '#deterministic-math';

/** An activation of one number. */
export interface Curve {
  /** a = f(z), for any finite z. */
  value(z: number): number;
  /** f'(z), given a = f(z). */
  derivative(a: number): number;
}

const SELU_SCALE = 1.0507009873554805;
const SELU_ALPHA = 1.6732632423543772;

/** a = z. */
const identity: Curve = { value: (z) => z, derivative: () => 1 };

/** a = 1 / (1 + e^-z), in 0..1. */
const sigmoid: Curve = {
  value: (z) => 1 / (1 + exp(-z)),
  derivative: (a) => a * (1 - a),
};

/** a = tanh z, in -1..1. */
const tanh: Curve = { value: hyperbolicTangent, derivative: (a) => 1 - a * a };

/** a = max(0, z); the slope at the kink z = 0 is defined as 0. */
const relu: Curve = { value: (z) => Math.max(0, z), derivative: (a) => (a > 0 ? 1 : 0) };

/** a = z above 0, and e^z - 1 below. Clevert et al. 2015, alpha = 1. */
const elu: Curve = {
  value: (z) => (z > 0 ? z : exponentialMinusOne(z)),
  derivative: (a) => (a > 0 ? 1 : a + 1),
};

/** elu, scaled so that the activations of a deep network keep mean 0 and variance 1. Klambauer et al. 2017. */
const selu: Curve = {
  value: (z) => SELU_SCALE * (z > 0 ? z : SELU_ALPHA * exponentialMinusOne(z)),
  derivative: (a) => (a > 0 ? SELU_SCALE : a + SELU_SCALE * SELU_ALPHA),
};

/** a = ln(1 + e^z). Its slope is sigmoid(z), and e^-a = 1 - sigmoid(z). */
const softplus: Curve = {
  // e^-|z| cannot overflow, where e^z would.
  value: (z) => Math.max(0, z) + logarithmOfOnePlus(exp(-Math.abs(z))),
  derivative: (a) => -exponentialMinusOne(-a),
};

/** a = z / (1 + |z|), in -1..1. Its slope is 1 / (1 + |z|)^2, and 1 / (1 + |z|) = 1 - |a|. */
const softsign: Curve = {
  value: (z) => z / (1 + Math.abs(z)),
  derivative: (a) => (1 - Math.abs(a)) * (1 - Math.abs(a)),
};

/**
 * a = 0.2 z + 0.5, clipped to 0..1 (Keras 2); the slope at both kinks, z = -2.5 and z = 2.5, is defined as 0.
 */
const hardSigmoid: Curve = {
  value: (z) => Math.min(1, Math.max(0, 0.2 * z + 0.5)),
  derivative: (a) => (a > 0 && a < 1 ? 0.2 : 0),
};

/** a = e^z, which is its own slope. */
const exponential: Curve = { value: exp, derivative: (a) => a };

/**
 * The curves by the names that layers use. `linear` and `hard_sigmoid` are Keras' names for
 * `identity` and `hardSigmoid`.
 */
export const curves = {
  identity,
  linear: identity,
  sigmoid,
  tanh,
  relu,
  elu,
  selu,
  softplus,
  softsign,
  hardSigmoid,
  hard_sigmoid: hardSigmoid,
  exponential,
} as const satisfies Record<CurveName, Curve>;

/** Name of an activation of single numbers. */
export type CurveName =
  | 'identity'
  | 'linear'
  | 'sigmoid'
  | 'tanh'
  | 'relu'
  | 'elu'
  | 'selu'
  | 'softplus'
  | 'softsign'
  | 'hardSigmoid'
  | 'hard_sigmoid'
  | 'exponential';
