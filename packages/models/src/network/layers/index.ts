// The table of all kinds of layers that a network can contain.
import { type ActivationLayer, activation, type PreluLayer, prelu } from './activation.ts';
import * as convolution from './convolution.ts';
import { type DenseLayer, dense, type EmbeddingLayer, embedding } from './dense.ts';
import type { LayerKind } from './layer-kind.ts';
import * as merging from './merging.ts';
import * as normalization from './normalization.ts';
import * as pooling from './pooling.ts';
import * as regularization from './regularization.ts';
import * as reshaping from './reshaping.ts';

/** One layer of a network as data, discriminated by `kind`. Names, fields and defaults are those of Keras. */
export type NetworkLayer =
  | ActivationLayer
  | PreluLayer
  | convolution.Conv2dLayer
  | convolution.Conv2dTransposeLayer
  | convolution.DepthwiseConv2dLayer
  | convolution.SeparableConv2dLayer
  | DenseLayer
  | EmbeddingLayer
  | merging.AddLayer
  | merging.AverageLayer
  | merging.ConcatenateLayer
  | merging.MaximumLayer
  | merging.MinimumLayer
  | merging.MultiplyLayer
  | normalization.BatchNormalizationLayer
  | normalization.LayerNormalizationLayer
  | pooling.AveragePooling2dLayer
  | pooling.GlobalAveragePooling2dLayer
  | pooling.GlobalMaxPooling2dLayer
  | pooling.MaxPooling2dLayer
  | regularization.AlphaDropoutLayer
  | regularization.DropoutLayer
  | regularization.GaussianDropoutLayer
  | regularization.GaussianNoiseLayer
  | normalization.RescalingLayer
  | reshaping.Cropping2dLayer
  | reshaping.FlattenLayer
  | reshaping.PermuteLayer
  | reshaping.RepeatVectorLayer
  | reshaping.ReshapeLayer
  | reshaping.UpSampling2dLayer
  | reshaping.ZeroPadding2dLayer;

/** The name of a kind of layer. */
export type LayerKindName = NetworkLayer['kind'];

/** The record of each kind. */
export const layerKinds: {
  readonly [Kind in LayerKindName]: LayerKind<Extract<NetworkLayer, { kind: Kind }>>;
} = {
  dense,
  embedding,
  conv2d: convolution.conv2d,
  depthwiseConv2d: convolution.depthwiseConv2d,
  separableConv2d: convolution.separableConv2d,
  conv2dTranspose: convolution.conv2dTranspose,
  activation,
  prelu,
  batchNormalization: normalization.batchNormalization,
  layerNormalization: normalization.layerNormalization,
  maxPooling2d: pooling.maxPooling2d,
  averagePooling2d: pooling.averagePooling2d,
  globalAveragePooling2d: pooling.globalAveragePooling2d,
  globalMaxPooling2d: pooling.globalMaxPooling2d,
  dropout: regularization.dropout,
  gaussianNoise: regularization.gaussianNoise,
  gaussianDropout: regularization.gaussianDropout,
  alphaDropout: regularization.alphaDropout,
  add: merging.add,
  average: merging.average,
  multiply: merging.multiply,
  maximum: merging.maximum,
  minimum: merging.minimum,
  concatenate: merging.concatenate,
  flatten: reshaping.flatten,
  reshape: reshaping.reshape,
  permute: reshaping.permute,
  repeatVector: reshaping.repeatVector,
  zeroPadding2d: reshaping.zeroPadding2d,
  cropping2d: reshaping.cropping2d,
  upSampling2d: reshaping.upSampling2d,
  rescaling: normalization.rescaling,
};

/** Returns the record of a layer's kind. */
export function kindOf<Layer extends NetworkLayer>(layer: Layer): LayerKind<Layer> {
  // The kind selects the record of this layer, which TypeScript cannot infer through the union.
  return layerKinds[layer.kind] as LayerKind<NetworkLayer> as LayerKind<Layer>;
}
