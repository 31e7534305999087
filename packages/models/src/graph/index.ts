// @nn101/models/graph: networks as data and as graphs of @nn101/kernels, without tfjs. Start with networks/create-network.ts
// and network/build-graph.ts; the kinds of layers are in network/layers/.

export { type CourseNetworkOptions, courseNetwork } from '../course/course-network.ts';
export type { ImageShape } from '../course/layer-shapes.ts';
export type {
  Conv2dSpec,
  DropoutSpec,
  FlattenSpec,
  HiddenSpec,
  LayerSpec,
  MaxPooling2dSpec,
  OutputSpec,
} from '../course/layer-spec.ts';
export { type ActivationName, activationNames, isActivationName } from '../course/layer-spec.ts';
export type { ModelDescriptor, ModelName, TestResult } from '../course/models.ts';
export { isModelName, models } from '../course/models.ts';
export { type LayerOverrides, overrideLayers } from '../course/override-layers.ts';
export type {
  Constant,
  FanMode,
  Initializer,
  InitializerName,
  RandomUniform,
  VarianceScaling,
} from '../initial-weights/initializer.ts';
export { ModelError, type ModelErrorCode } from '../model-error.ts';
export {
  type BuildGraphOptions,
  buildGraph,
  graphOf,
  type NetworkGraph,
} from '../network/build-graph.ts';
export type { ActivationLayer, PreluLayer } from '../network/layers/activation.ts';
export type { LayerActivation } from '../network/layers/activation-names.ts';
export type {
  Conv2dLayer,
  Conv2dTransposeLayer,
  Convolution,
  DepthwiseConv2dLayer,
  SeparableConv2dLayer,
} from '../network/layers/convolution.ts';
export type { DenseLayer, EmbeddingLayer } from '../network/layers/dense.ts';
export type { LayerKindName, NetworkLayer } from '../network/layers/index.ts';
export type { LayerBase, MaxNorm, Shape } from '../network/layers/layer-kind.ts';
export type {
  AddLayer,
  AverageLayer,
  ConcatenateLayer,
  MaximumLayer,
  MinimumLayer,
  MultiplyLayer,
} from '../network/layers/merging.ts';
export type {
  BatchNormalizationLayer,
  LayerNormalizationLayer,
  Normalization,
  RescalingLayer,
} from '../network/layers/normalization.ts';
export type {
  AveragePooling2dLayer,
  GlobalAveragePooling2dLayer,
  GlobalMaxPooling2dLayer,
  MaxPooling2dLayer,
  Pooling,
} from '../network/layers/pooling.ts';
export type {
  AlphaDropoutLayer,
  DropoutLayer,
  GaussianDropoutLayer,
  GaussianNoiseLayer,
} from '../network/layers/regularization.ts';
export type {
  Cropping2dLayer,
  Edges,
  FlattenLayer,
  PermuteLayer,
  RepeatVectorLayer,
  ReshapeLayer,
  UpSampling2dLayer,
  ZeroPadding2dLayer,
} from '../network/layers/reshaping.ts';
export type { Padding, Pair, Size } from '../network/layers/window.ts';
export {
  type LayersModelFile,
  type LayersModelFileOptions,
  layersModelFile,
  type ModelJson,
  type WeightFileEntry,
} from '../network/layers-model-file.ts';
export type { NetworkInput, NetworkSpec } from '../network/network-spec.ts';
export { createNetwork, type NetworkOptions, type OtherNetworkOptions } from '../networks/create-network.ts';
export { isNetworkName, type NetworkDescriptor, type NetworkName, networks } from '../networks/networks.ts';
export { formatSummary } from '../summary/format-summary.ts';
export type { ModelSummary, SummaryRow } from '../summary/model-summary.ts';
export { summarizeNetwork } from '../summary/summarize-network.ts';
