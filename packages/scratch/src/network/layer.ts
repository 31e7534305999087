// One dense layer for a batch of examples: forward, then backward. ../learning/backpropagation.ts chains the layers.
// Shapes: inputs [examples, inputs], weights [units, inputs], biases [units]; z, a, delta [examples, units].

import type { Matrix, Vector } from '../matrix.ts';
import { type ActivationName, activations } from './activation.ts';

/** A dense layer, as plain data. */
export interface Layer {
  /** Shape [units, inputs]; row j contains the weights of unit j. */
  readonly weights: Matrix;
  /** Shape [units]. */
  readonly biases: Vector;
  readonly activation: ActivationName;
}

/** The values of a layer's forward pass. */
export interface LayerForward {
  /** The inputs, [examples, inputs]. */
  readonly inputs: Matrix;
  /** Weighted sums, [examples, units]. */
  readonly z: Matrix;
  /** Activations, [examples, units]. */
  readonly a: Matrix;
}

/** Computes z = x W' + b and a = f(z). */
export function forwardLayer(layer: Layer, inputs: Matrix): LayerForward {
  const z = inputs.map((x) => layer.weights.map((w, j) => dot(w, x) + layer.biases[j]));
  return { inputs, z, a: z.map(activations[layer.activation].forward) };
}

/** Computes delta = dC/dz of each example from dC/da. */
export function backwardActivation({ layer, a, dA }: { layer: Layer; a: Matrix; dA: Matrix }): number[][] {
  return a.map((ai, i) => activations[layer.activation].backward(ai, dA[i]));
}

/** Gradients of the cost, which is the mean over the examples. */
export interface LayerGradients {
  /** dC/dW, [units, inputs]. */
  readonly dW: Matrix;
  /** dC/db, [units]. */
  readonly db: Vector;
}

/** Computes dW = delta' x / m and db = sum(delta) / m over m examples. */
export function backwardParameters(inputs: Matrix, delta: Matrix): LayerGradients {
  const m = inputs.length;
  const columns = delta[0].map((_, j) => delta.map((row) => row[j]));
  return {
    dW: columns.map((dj) => inputs[0].map((_, k) => dj.reduce((sum, d, i) => sum + d * inputs[i][k], 0) / m)),
    db: columns.map((dj) => dj.reduce((sum, d) => sum + d, 0) / m),
  };
}

/** Computes dC/dx = delta W, which is dC/da of the layer before, [examples, inputs]. */
export function backwardInputs(layer: Layer, delta: Matrix): number[][] {
  return delta.map((d) =>
    layer.weights[0].map((_, k) => d.reduce((sum, dj, j) => sum + dj * layer.weights[j][k], 0)),
  );
}

function dot(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
