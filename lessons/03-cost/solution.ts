// The two costs and their slopes, filled in.
import { curves } from '@nn101/scratch';

/** (a - y)². */
export function squaredError(a: number, y: number): number {
  return (a - y) ** 2;
}

/** -ln of the probability that was given to what is true. */
export function crossEntropy(a: number, y: number): number {
  return -(y * Math.log(a) + (1 - y) * Math.log(1 - a));
}

/** 2 (a - y) from the square, times a (1 - a) from the sigmoid: flat where the neuron is sure, right or wrong. */
export function squaredErrorSlope(a: number, y: number): number {
  return 2 * (a - y) * curves.sigmoid.derivative(a);
}

/** (a - y) / (a (1 - a)) from the logarithm, times a (1 - a) from the sigmoid: what remains is the plain difference. */
export function crossEntropySlope(a: number, y: number): number {
  return a - y;
}

/** z - η (a - y). */
export function roll(z: number, { y, learningRate }: { y: number; learningRate: number }): number {
  return z - learningRate * crossEntropySlope(curves.sigmoid.value(z), y);
}
