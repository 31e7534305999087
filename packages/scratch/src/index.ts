// A neural network from nothing. Read in this order: curve, activation, loss, layer, network,
// backpropagation, optimizer, gradient-descent, training-step, gradient-check; then momentum, adam, and xor,
// which puts it together. Callers get layer, loss and the like through checked.ts.

export type { Activation, ActivationName } from './activation.ts';
export * from './adam.ts';
export {
  type Backpropagation,
  type BatchOptions,
  backpropagate,
  batchCost,
  type LayerTrace,
} from './backpropagation.ts';
export * from './checked.ts';
export type { Curve, CurveName } from './curve.ts';
export * from './decision-surface.ts';
export * from './gradient-check.ts';
export * from './gradient-descent.ts';
export * from './initializer.ts';
export type { Layer, LayerForward, LayerGradients } from './layer.ts';
export { type Loss, type LossName, PROBABILITY_MARGIN } from './loss.ts';
export type { Matrix, Vector } from './matrix.ts';
export * from './momentum.ts';
export {
  createNetwork,
  forward,
  inputCount,
  type LayerSize,
  type Network,
  type NetworkOptions,
  outputCount,
  predict,
} from './network.ts';
export * from './network-json.ts';
export type { Optimizer, OptimizerState } from './optimizer.ts';
export * from './random-state.ts';
export * from './scratch-error.ts';
export * from './training-step.ts';
export * from './xor.ts';
