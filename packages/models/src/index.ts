// @nn101/models: image models by name, for tfjs. Start with create-model.ts; the architectures of the course are in the files
// of their names, mnist-basic.ts to cifar-cnn.ts, the others in networks/. Networks as data, without tfjs: graph/index.ts.
export { type ActivationName, activationNames, isActivationName } from './activation.ts';
export { type BuildOptions, buildModel } from './build-model.ts';
export { createModel, type ModelOptions, type OtherModelOptions } from './create-model.ts';
export { registerExponential } from './exponential.ts';
export { formatSummary } from './format-summary.ts';
export { glorotUniform } from './glorot-uniform.ts';
export type { TfjsInitializer } from './initial-weights/tfjs-initializer.ts';
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
export type { ModelSummary, SummaryRow } from './model-summary.ts';
export { isModelName, models } from './models.ts';
export { createLayersModel, type LayersModelOptions } from './network/create-layers-model.ts';
export { summarize } from './summarize.ts';
export { applyYourTurn, type YourTurn } from './your-turn.ts';
