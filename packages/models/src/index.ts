// @nn101/models: image models by name, for tfjs. Start with create-model.ts; the models of the course are in course/models.ts,
// the other architectures in networks/. Networks as data, without tfjs, are exported by graph/index.ts.

export { type BuildOptions, buildModel } from './build-model.ts';
export type { ImageShape } from './course/layer-shapes.ts';
export type {
  Conv2dSpec,
  DropoutSpec,
  FlattenSpec,
  HiddenSpec,
  LayerSpec,
  MaxPooling2dSpec,
  OutputSpec,
} from './course/layer-spec.ts';
export { type ActivationName, activationNames, isActivationName } from './course/layer-spec.ts';
export type { ModelDescriptor, ModelName, TestResult } from './course/models.ts';
export { isModelName, models } from './course/models.ts';
export { type LayerOverrides, overrideLayers } from './course/override-layers.ts';
export { createModel, type ModelOptions, type OtherModelOptions } from './create-model.ts';
export { registerExponential } from './exponential.ts';
export type { TfjsInitializer } from './initial-weights/tfjs-initializer.ts';
export { glorotUniform } from './initial-weights/tfjs-initializer.ts';
export { ModelError, type ModelErrorCode } from './model-error.ts';
export { createLayersModel, type LayersModelOptions } from './network/create-layers-model.ts';
export { formatSummary } from './summary/format-summary.ts';
export type { ModelSummary, SummaryRow } from './summary/model-summary.ts';
export { summarize } from './summary/summarize.ts';
