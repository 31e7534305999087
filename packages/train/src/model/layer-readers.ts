// Translates each layer of tfjs-layers to a sequence of operations of a graph. A layer that is not listed, or has an option
// that the operations lack, cannot be in a graph.
import type { OperationSpec, Shape } from '@nn101/kernels/graph';
import type { layers } from '@tensorflow/tfjs-layers';
import { randomKey } from '#random';
import { readActivation } from './activation-readers.ts';
import { noiseShapeOf } from './leaf-layers.ts';

type Config = ReturnType<layers.Layer['getConfig']>;

/** What a reader knows in addition to the layer's configuration. */
export interface LayerContext {
  /** Shapes of the layer's inputs, without the batch. */
  readonly inputs: readonly Shape[];
  /** Shape of its output; undefined if a length is unknown. */
  readonly output: Shape | undefined;
  /** Shapes of its weights. */
  readonly weights: readonly Shape[];
  /** The seed of the run. */
  readonly seed: number;
  /** Index of the layer among those with its kind of randomness; -1 for other layers. */
  readonly index: number;
  /** Whether training leaves the layer unchanged. */
  readonly isFrozen: boolean;
}

/**
 * Returns the operations of a layer in order; the first one has the layer's inputs. Returns undefined if a graph cannot
 * contain the layer.
 */
export function readLayer(layer: layers.Layer, context: LayerContext): readonly OperationSpec[] | undefined {
  const config = layer.getConfig();
  if (config.dataFormat === 'channelsFirst' || noiseShapeOf(layer)) return undefined;
  return readers[layer.getClassName()]?.(config, context);
}

type Reader = (config: Config, context: LayerContext) => readonly OperationSpec[] | undefined;

const readers: Readonly<Record<string, Reader>> = {
  // Activations
  Activation: ({ activation }) => readActivation(String(activation)),
  ReLU: ({ maxValue }) => {
    if (maxValue === null || maxValue === undefined) return readActivation('relu');
    return [{ kind: 'activation', activation: { name: 'clippedRelu', parameter: Number(maxValue) } }];
  },
  LeakyReLU: ({ alpha }) => withParameter('leakyRelu', Number(alpha ?? 0.3)),
  // The only alpha of tfjs-layers.
  ELU: () => readActivation('elu'),
  ThresholdedReLU: ({ theta }) => withParameter('thresholdedRelu', Number(theta ?? 1)),
  PReLU: ({ sharedAxes }) => [
    { kind: 'prelu', ...(Array.isArray(sharedAxes) && { sharedAxes: sharedAxes.map(Number) }) },
  ],
  Softmax: ({ axis }) => [{ kind: 'softmax', axis: Number(axis ?? 1) }],

  // Dense layers and convolutions
  Dense: (config) =>
    activated(config, { kind: 'dense', units: Number(config.units), useBias: config.useBias === true }),
  Embedding: ({ inputDim, outputDim, maskZero }) => {
    if (maskZero) return undefined;
    return [{ kind: 'embedding', inputDim: Number(inputDim), outputDim: Number(outputDim) }];
  },
  Conv1D: (config) => {
    const padding = paddingOf(config);
    if (!padding) return undefined;
    return activated(config, {
      kind: 'conv1d',
      filters: Number(config.filters),
      kernelSize: single(config.kernelSize),
      stride: single(config.strides),
      padding,
      dilation: single(config.dilationRate ?? 1),
      useBias: config.useBias === true,
    });
  },
  Conv2D: (config) => {
    const window = windowOf(config);
    if (!window) return undefined;
    const { useBias } = config;
    return activated(config, {
      kind: 'conv2d',
      ...window,
      filters: Number(config.filters),
      useBias: useBias === true,
    });
  },
  Conv2DTranspose: (config) => {
    const window = windowOf(config);
    if (!window) return undefined;
    const { dilations, ...undilated } = window;
    if (dilations.some((rate) => rate !== 1)) return undefined;
    const filters = Number(config.filters);
    return activated(config, {
      kind: 'conv2dTranspose',
      ...undilated,
      filters,
      useBias: config.useBias === true,
    });
  },
  DepthwiseConv2D: (config) => {
    const window = windowOf(config);
    if (!window) return undefined;
    const depthMultiplier = Number(config.depthMultiplier);
    return activated(config, {
      kind: 'depthwiseConv2d',
      ...window,
      depthMultiplier,
      useBias: config.useBias === true,
    });
  },
  SeparableConv2D: (config, { weights: [depthwiseKernel] }) => {
    const window = windowOf(config);
    if (!window) return undefined;
    // The configuration does not contain it.
    const depthMultiplier = depthwiseKernel[3];
    const depthwise = { kind: 'depthwiseConv2d', ...window, depthMultiplier, useBias: false } as const;
    const pointwise = activated(config, {
      kind: 'conv2d',
      filters: Number(config.filters),
      kernelSize: [1, 1],
      strides: [1, 1],
      padding: 'valid',
      useBias: config.useBias === true,
    });
    return pointwise && [depthwise, ...pointwise];
  },

  // Pooling
  MaxPooling1D: (config) => pool1d('maxPool1d', config),
  AveragePooling1D: (config) => pool1d('averagePool1d', config),
  MaxPooling2D: (config) => pool2d('maxPool2d', config),
  AveragePooling2D: (config) => pool2d('averagePool2d', config),
  GlobalMaxPooling1D: () => [{ kind: 'globalMaxPool' }],
  GlobalMaxPooling2D: () => [{ kind: 'globalMaxPool' }],
  GlobalAveragePooling1D: () => [{ kind: 'globalAveragePool' }],
  GlobalAveragePooling2D: () => [{ kind: 'globalAveragePool' }],

  // Normalization
  BatchNormalization: ({ axis, epsilon, center, scale }, { inputs: [shape], isFrozen }) => {
    if (Number(axis) !== -1 && Number(axis) !== shape.length) return undefined;
    const fields = { epsilon: Number(epsilon), scale: scale === true, center: center === true };
    return [{ kind: 'batchNormalization', ...fields, ...(isFrozen && { isFrozen }) }];
  },
  LayerNormalization: ({ axis, epsilon, center, scale }, { inputs: [shape] }) => {
    const axes = [axis].flat().map((one) => (Number(one) < 0 ? Number(one) + shape.length + 1 : Number(one)));
    const first = Math.min(...axes);
    // Only all trailing axes are supported.
    if (axes.length !== shape.length + 1 - first) return undefined;
    const fields = { epsilon: Number(epsilon), scale: scale === true, center: center === true };
    return [{ kind: 'layerNormalization', axes: axes.length, ...fields }];
  },

  // Several inputs
  Add: () => [{ kind: 'add' }],
  Average: () => [{ kind: 'average' }],
  Multiply: () => [{ kind: 'multiply' }],
  Maximum: () => [{ kind: 'maximum' }],
  Minimum: () => [{ kind: 'minimum' }],
  Concatenate: ({ axis }) => [{ kind: 'concatenate', axis: Number(axis ?? -1) }],
  Dot: ({ axes, normalize }, { inputs }) => {
    if (normalize) return undefined;
    const own = (one: unknown, i: number) =>
      Number(one) < 0 ? Number(one) + inputs[i].length + 1 : Number(one);
    const [first, second] = Array.isArray(axes) ? axes : [axes, axes];
    return [{ kind: 'dot', axes: [own(first, 0), own(second, 1)] }];
  },

  // Shapes
  Flatten: (_, { inputs: [shape] }) => [
    { kind: 'reshape', shape: [shape.reduce((product, length) => product * length, 1)] },
  ],
  Reshape: (_, { output }) => output && [{ kind: 'reshape', shape: output }],
  Permute: ({ dims }) => (Array.isArray(dims) ? [{ kind: 'permute', dims: dims.map(Number) }] : undefined),
  RepeatVector: ({ n }) => [{ kind: 'repeatVector', n: Number(n) }],
  ZeroPadding2D: ({ padding }) => [{ kind: 'zeroPadding2d', padding: edges(padding) }],
  Cropping2D: ({ cropping }) => [{ kind: 'cropping2d', cropping: edges(cropping) }],
  UpSampling2D: ({ size, interpolation }) => [
    {
      kind: 'upSampling2d',
      size: pair(size),
      interpolation: interpolation === 'bilinear' ? 'bilinear' : 'nearest',
    },
  ],
  Rescaling: ({ scale, offset }) => [{ kind: 'rescaling', scale: Number(scale), offset: Number(offset) }],

  // Random numbers
  Dropout: ({ rate }, { seed, index }) => {
    if (Number(rate) >= 1) return undefined;
    return [{ kind: 'dropout', rate: Number(rate), key: randomKey({ seed, stream: 'dropout', index }) }];
  },
  SpatialDropout1D: ({ rate }, context) => noise('spatialDropout', rate, context),
  GaussianDropout: ({ rate }, context) => noise('gaussianDropout', rate, context),
  AlphaDropout: ({ rate }, context) => noise('alphaDropout', rate, context),
  GaussianNoise: ({ stddev }, { seed, index }) => [
    {
      kind: 'gaussianNoise',
      stddev: Number(stddev),
      key: randomKey({ seed, stream: 'noise', index }),
    },
  ],
};

function withParameter(name: 'leakyRelu' | 'thresholdedRelu', parameter: number): readonly OperationSpec[] {
  return [{ kind: 'activation', activation: { name, parameter } }];
}

/** Returns an operation followed by the layer's activation. */
function activated({ activation }: Config, operation: OperationSpec): readonly OperationSpec[] | undefined {
  const behind = readActivation(String(activation ?? 'linear'));
  return behind && [operation, ...behind];
}

function windowOf({ kernelSize, strides, dilationRate, padding }: Config) {
  if (padding !== 'same' && padding !== 'valid') return undefined;
  return {
    kernelSize: pair(kernelSize),
    strides: pair(strides),
    dilations: pair(dilationRate ?? 1),
    padding,
  } as const;
}

function pool1d(kind: 'maxPool1d' | 'averagePool1d', config: Config): readonly OperationSpec[] | undefined {
  const padding = paddingOf(config);
  if (!padding) return undefined;
  return [{ kind, poolSize: single(config.poolSize), stride: single(config.strides), padding }];
}

function pool2d(kind: 'maxPool2d' | 'averagePool2d', config: Config): readonly OperationSpec[] | undefined {
  const padding = paddingOf(config);
  if (!padding) return undefined;
  return [{ kind, poolSize: pair(config.poolSize), strides: pair(config.strides), padding }];
}

function noise(
  kind: 'spatialDropout' | 'gaussianDropout' | 'alphaDropout',
  rate: Config[string],
  { seed, index }: LayerContext,
): readonly OperationSpec[] | undefined {
  if (Number(rate) >= 1) return undefined;
  return [{ kind, rate: Number(rate), key: randomKey({ seed, stream: 'noise', index }) }];
}

function paddingOf({ padding }: Config): 'same' | 'valid' | undefined {
  return padding === 'same' || padding === 'valid' ? padding : undefined;
}

function single(value: Config[string]): number {
  return Number(Array.isArray(value) ? value[0] : value);
}

function pair(value: Config[string]): [number, number] {
  return Array.isArray(value) ? [Number(value[0]), Number(value[1])] : [Number(value), Number(value)];
}

function edges(value: Config[string]): [[number, number], [number, number]] {
  if (!Array.isArray(value)) return [pair(value), pair(value)];
  return [pair(value[0] as Config[string]), pair(value[1] as Config[string])];
}
