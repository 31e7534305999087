// All weights and biases of a network as one vector, the form that optimizers and the gradient check use. The order is layer
// by layer: the weights row by row, then the biases.

import type { Vector } from '../matrix.ts';
import type { LayerGradients } from './layer.ts';
import type { Network } from './network.ts';

/** Returns all weights and biases of the network in one vector. */
export function flattenParameters(network: Network): number[] {
  return network.layers.flatMap(({ weights, biases }) => [...weights.flat(), ...biases]);
}

/** Returns the gradients in the order of {@link flattenParameters}. */
export function flattenGradients(layers: readonly LayerGradients[]): number[] {
  return layers.flatMap(({ dW, db }) => [...dW.flat(), ...db]);
}

/** Returns a network of the same shape with other parameters, in the order of {@link flattenParameters}. */
export function withParameters(network: Network, parameters: Vector): Network {
  let next = 0;
  const take = (count: number) => {
    next += count;
    return parameters.slice(next - count, next);
  };
  return {
    layers: network.layers.map(({ weights, biases, activation }) => ({
      weights: weights.map((row) => take(row.length)),
      biases: take(biases.length),
      activation,
    })),
  };
}
