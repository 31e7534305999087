// All weights and biases of a network as one vector, as optimizers and the gradient check want them.
// Order: layer by layer; in each the weights row by row, then the biases.

import type { LayerGradients } from './layer.ts';
import type { Vector } from './matrix.ts';
import type { Network } from './network.ts';

/** Every weight and bias of the network, in one vector. */
export function flattenParameters(network: Network): number[] {
  return network.layers.flatMap(({ weights, biases }) => [...weights.flat(), ...biases]);
}

/** The gradients in the order of {@link flattenParameters}. */
export function flattenGradients(layers: readonly LayerGradients[]): number[] {
  return layers.flatMap(({ dW, db }) => [...dW.flat(), ...db]);
}

/** A network of the same shape with other parameters, in the order of {@link flattenParameters}. */
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
