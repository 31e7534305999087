// @nn101/models: the course's five image models by name. Start with create-model.ts; the architectures are in
// the files of their names, mnist-basic.ts to cifar-cnn.ts.
export { type ActivationName, activationNames, isActivationName } from './activation.ts';
export { type BuildOptions, buildModel } from './build-model.ts';
export { createModel, type ModelOptions } from './create-model.ts';
export { registerExponential } from './exponential.ts';
export { formatSummary } from './format-summary.ts';
export { glorotUniform, type Initializer } from './glorot-uniform.ts';
export type { ImageShape } from './layer-shapes.ts';
export type {
  Conv2dSpec,
  DropoutSpec,
  FlattenSpec,
  HiddenSpec,
  LayerSpec,
  MaxPooling2dSpec,
  OutputSpec,
} from './layer-spec.ts';
export type { ModelDescriptor, ModelName, TestResult } from './model-descriptor.ts';
export { ModelError, type ModelErrorCode } from './model-error.ts';
export { isModelName, models } from './models.ts';
export { type ModelSummary, type SummaryRow, summarize } from './summarize.ts';
export { applyYourTurn, type YourTurn } from './your-turn.ts';
