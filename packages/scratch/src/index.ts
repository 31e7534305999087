// A neural network from scratch. Read the folders in this order: network/ (curve, activation, loss, layer, network), learning/
// (backpropagation, training-step, gradient-check) with optimizers/ (optimizer, gradient-descent, momentum, adam), and random/.
// xor.ts puts everything together. The exports of checked.ts are the functions of network/ with argument checks.

export {
  activations,
  backwardActivation,
  backwardInputs,
  backwardParameters,
  curves,
  flattenGradients,
  flattenParameters,
  forwardLayer,
  losses,
  outputDelta,
  withParameters,
} from './checked.ts';
export { type DecisionSurface, type DecisionSurfaceOptions, decisionSurface } from './decision-surface.ts';
export {
  type Backpropagation,
  type BatchOptions,
  backpropagate,
  batchCost,
  type LayerTrace,
} from './learning/backpropagation.ts';
export { checkGradients, type GradientCheck, type GradientCheckOptions } from './learning/gradient-check.ts';
export { type TrainingStep, type TrainingStepOptions, trainingStep } from './learning/training-step.ts';
export type { Matrix, Vector } from './matrix.ts';
export type { Activation, ActivationName } from './network/activation.ts';
export type { Curve, CurveName } from './network/curve.ts';
export type { Layer, LayerForward, LayerGradients } from './network/layer.ts';
export type { Loss, LossName } from './network/loss.ts';
export {
  createNetwork,
  forward,
  type LayerSize,
  type Network,
  type NetworkOptions,
  predict,
} from './network/network.ts';
export { fromJSON, type NetworkJson, toJSON } from './network/network-json.ts';
export { type AdamOptions, adam } from './optimizers/adam.ts';
export { gradientDescent } from './optimizers/gradient-descent.ts';
export { momentum } from './optimizers/momentum.ts';
export type { Optimizer, OptimizerState } from './optimizers/optimizer.ts';
export { type Initializer, type InitializerName, initializers } from './random/initializer.ts';
export { type RandomSnapshot, RandomState } from './random/random-state.ts';
export { ScratchError, type ScratchErrorCode } from './scratch-error.ts';
export {
  trainXor,
  type XorCost,
  type XorOptions,
  type XorResult,
  xorExamples,
} from './xor.ts';
