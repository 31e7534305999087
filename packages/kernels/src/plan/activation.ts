// Bias and activation after a product, and their gradients before it: what dense and convolutional layers share.
import type { Arena } from './arena.ts';
import { elementwiseActivations, type PlanActivation } from './layer-spec.ts';
import type { Weights } from './plan-layer.ts';

export interface BiasAndActivation {
  /** z[rows, columns] to activation(z + bias), in place. */
  forward(z: number, rows: number): void;
  /** The gradient by a to the gradient by z, in place; the bias' gradient from it. */
  backward(gradient: number, a: number, rows: number, accumulate: boolean): void;
}

interface Options {
  readonly arena: Arena;
  readonly columns: number;
  readonly activation: PlanActivation;
  readonly bias: Weights | undefined;
}

export function biasAndActivation({
  arena: { kernels },
  columns,
  activation,
  bias,
}: Options): BiasAndActivation {
  const rowwise = activation === 'softmax';
  const code = rowwise ? 0 : elementwiseActivations.indexOf(activation);
  return {
    forward(z, rows) {
      kernels.biasActivation(z, rows, columns, bias?.values ?? 0, code);
      if (rowwise) kernels.softmax(z, rows, columns);
    },
    backward(gradient, a, rows, accumulate) {
      if (rowwise) kernels.softmaxGradient(gradient, a, rows, columns);
      else kernels.activationGradient(gradient, a, rows * columns, code);
      if (bias) kernels.biasGradient(gradient, rows, columns, bias.gradient, accumulate);
    },
  };
}
