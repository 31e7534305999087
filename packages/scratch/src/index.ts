// A neural network from nothing. Read in this order: curve, activation, loss, layer, network,
// backpropagation, optimizer, gradient-descent, training-step, gradient-check; then momentum, adam, and xor,
// which puts it together.

export * from './activation.ts';
export * from './adam.ts';
export * from './backpropagation.ts';
export * from './curve.ts';
export * from './decision-surface.ts';
export * from './gradient-check.ts';
export * from './gradient-descent.ts';
export * from './initializer.ts';
export * from './layer.ts';
export * from './loss.ts';
export type { Matrix, Vector } from './matrix.ts';
export * from './momentum.ts';
export * from './network.ts';
export * from './network-json.ts';
export * from './optimizer.ts';
export * from './parameters.ts';
export * from './random-state.ts';
export * from './scratch-error.ts';
export * from './training-step.ts';
export * from './xor.ts';
