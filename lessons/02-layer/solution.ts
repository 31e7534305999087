// Layers, filled in: every unit is the neuron of the lesson before.
import { curves } from '@nn101/scratch';
import type { Layer } from './start.ts';

/** a_j = f(Σ_k w_jk x_k + b_j) for each unit j. */
export function forwardLayer({ weights, biases, activation }: Layer, inputs: readonly number[]): number[] {
  return weights.map((row, j) => {
    const z = row.reduce((sum, weight, k) => sum + weight * inputs[k], 0) + biases[j];
    return curves[activation].value(z);
  });
}

/** The inputs, sent through one layer after the other. */
export function forward(layers: readonly Layer[], inputs: readonly number[]): readonly number[] {
  return layers.reduce<readonly number[]>((values, layer) => forwardLayer(layer, values), inputs);
}

/** One for each weight, one for each bias. */
export function parameterCount(layers: readonly Layer[]): number {
  return layers.reduce((sum, { weights, biases }) => sum + weights.flat().length + biases.length, 0);
}
