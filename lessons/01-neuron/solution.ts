// One neuron, filled in.
import type { Neuron } from './start.ts';

/** z = w1 x1 + w2 x2 + … + b. */
export function weightedSum({ weights, bias }: Neuron, inputs: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * inputs[i], bias);
}

/** a = 1 / (1 + e^-z). */
export function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** da/dz = a (1 - a). */
export function sigmoidSlope(a: number): number {
  return a * (1 - a);
}

/** One input lifts z from -1 to 1, both lift it to 3. Any numbers do that leave z below 0 for (0, 0) alone. */
export const or: Neuron = { weights: [2, 2], bias: -1 };
