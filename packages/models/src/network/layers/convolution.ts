// Convolutions of images [height, width, channels]: standard, depthwise, separable and transposed.
import type { Initializer } from '../../initial-weights/initializer.ts';
import { activationOperations } from './activation.ts';
import type { LayerActivation } from './activation-names.ts';
import { activation, count, flag, initializer, maxNorm, optional, padding, size, units } from './fields.ts';
import {
  imageShape,
  type LayerBase,
  type LayerKind,
  type MaxNorm,
  type Shape,
  sizeOf,
  type WeightSpec,
} from './layer-kind.ts';
import { type Padding, pairOf, type Size, windowedSize } from './window.ts';

/** The fields that all convolutions share. */
export interface Convolution extends LayerBase {
  /** In pixels. */
  readonly kernelSize: Size;
  /** 1 by default. */
  readonly strides?: Size;
  /** `valid` by default. */
  readonly padding?: Padding;
  /** Whether the layer has a bias; true by default. */
  readonly useBias?: boolean;
  /** `linear` by default. */
  readonly activation?: LayerActivation;
  /** `zeros` by default. */
  readonly biasInitializer?: Initializer;
}

/** A convolution. Weights: `kernel` [kernelHeight, kernelWidth, channels, filters] and `bias` [filters]. */
export interface Conv2dLayer extends Convolution {
  readonly kind: 'conv2d';
  /** 1 to 65,536. */
  readonly filters: number;
  /** Distance between neighboring kernel weights, in pixels; 1 by default. */
  readonly dilationRate?: Size;
  /** `glorotUniform` by default. */
  readonly kernelInitializer?: Initializer;
  readonly kernelConstraint?: MaxNorm;
}

/**
 * A separate convolution of each channel. Weights: `depthwise_kernel` [kernelHeight, kernelWidth, channels,
 * depthMultiplier] and `bias` [channels · depthMultiplier].
 */
export interface DepthwiseConv2dLayer extends Convolution {
  readonly kind: 'depthwiseConv2d';
  /** Number of filters per channel; 1 by default. */
  readonly depthMultiplier?: number;
  /** Distance between neighboring kernel weights, in pixels; 1 by default. */
  readonly dilationRate?: Size;
  /** `glorotUniform` by default. */
  readonly depthwiseInitializer?: Initializer;
}

/**
 * A depthwise convolution followed by a 1x1 convolution that mixes the channels. Weights: `depthwise_kernel`, `pointwise_kernel`
 * [1, 1, channels · depthMultiplier, filters] and `bias` [filters].
 */
export interface SeparableConv2dLayer extends Convolution {
  readonly kind: 'separableConv2d';
  /** 1 to 65,536. */
  readonly filters: number;
  /** Number of filters per channel of the depthwise convolution; 1 by default. */
  readonly depthMultiplier?: number;
  /** `glorotUniform` by default. */
  readonly depthwiseInitializer?: Initializer;
  /** `glorotUniform` by default. */
  readonly pointwiseInitializer?: Initializer;
}

/**
 * A transposed convolution, which enlarges images by its strides. Weights: `kernel` [kernelHeight, kernelWidth, filters,
 * channels] and `bias` [filters].
 */
export interface Conv2dTransposeLayer extends Convolution {
  readonly kind: 'conv2dTranspose';
  /** 1 to 65,536. */
  readonly filters: number;
  /** `glorotUniform` by default. */
  readonly kernelInitializer?: Initializer;
}

const fields = {
  kernelSize: size,
  strides: optional(size),
  padding: optional(padding),
  useBias: optional(flag),
  activation: optional(activation),
  biasInitializer: optional(initializer),
};

/** The window of a convolution, with defaults filled in. */
function windowOf({
  kernelSize,
  strides = 1,
  padding = 'valid',
  dilationRate = 1,
}: Pick<Conv2dLayer, 'kernelSize' | 'strides' | 'padding' | 'dilationRate'>) {
  const dilations = pairOf(dilationRate);
  return { window: pairOf(kernelSize), strides: pairOf(strides), padding, dilations };
}

/** The window as the operations of a graph expect it. */
function operationWindow(spec: Parameters<typeof windowOf>[0]) {
  const { window, ...rest } = windowOf(spec);
  return { kernelSize: window, ...rest };
}

function biasOf({ useBias = true, biasInitializer = 'zeros' }: Convolution, filters: number): WeightSpec[] {
  return useBias ? [{ name: 'bias', shape: [filters], initializer: biasInitializer }] : [];
}

const biasName = ({ useBias = true }: Convolution) => (useBias ? ['bias'] : []);

/** Number of pixels of an image. */
const positions = ([height, width]: Shape) => height * width;

export const conv2d: LayerKind<Conv2dLayer> = {
  className: 'Conv2D',
  automaticName: 'conv2d',
  fields: {
    ...fields,
    filters: units,
    dilationRate: optional(size),
    kernelInitializer: optional(initializer),
    kernelConstraint: optional(maxNorm),
  },
  shape: (spec, [x]) => [...windowedSize(imageShape(x), windowOf(spec)), spec.filters],
  weights(spec, [x]) {
    const { filters, kernelSize, kernelInitializer = 'glorotUniform', kernelConstraint } = spec;
    const shape = [...pairOf(kernelSize), x[2], filters];
    const constraint = kernelConstraint && { constraint: kernelConstraint };
    return [
      { name: 'kernel', shape, initializer: kernelInitializer, ...constraint },
      ...biasOf(spec, filters),
    ];
  },
  multiplyAdds: ({ kernelSize, filters }, { inputs: [x], output }) =>
    sizeOf(pairOf(kernelSize)) * x[2] * filters * positions(output),
  operations: (spec) => [
    {
      operation: {
        kind: 'conv2d',
        filters: spec.filters,
        useBias: spec.useBias ?? true,
        ...operationWindow(spec),
      },
      weights: ['kernel', ...biasName(spec)],
    },
    ...activationOperations(spec.activation),
  ],
};

export const depthwiseConv2d: LayerKind<DepthwiseConv2dLayer> = {
  className: 'DepthwiseConv2D',
  automaticName: 'depthwise_conv2d',
  fields: {
    ...fields,
    depthMultiplier: optional(count),
    dilationRate: optional(size),
    depthwiseInitializer: optional(initializer),
  },
  shape: (spec, [x]) => [...windowedSize(imageShape(x), windowOf(spec)), x[2] * (spec.depthMultiplier ?? 1)],
  weights(spec, [x]) {
    const { kernelSize, depthMultiplier = 1, depthwiseInitializer = 'glorotUniform' } = spec;
    const shape = [...pairOf(kernelSize), x[2], depthMultiplier];
    return [
      { name: 'depthwise_kernel', shape, initializer: depthwiseInitializer },
      ...biasOf(spec, x[2] * depthMultiplier),
    ];
  },
  multiplyAdds: ({ kernelSize }, { output }) => sizeOf(pairOf(kernelSize)) * sizeOf(output),
  operations: (spec) => [
    {
      operation: {
        kind: 'depthwiseConv2d',
        depthMultiplier: spec.depthMultiplier ?? 1,
        useBias: spec.useBias ?? true,
        ...operationWindow(spec),
      },
      weights: ['depthwise_kernel', ...biasName(spec)],
    },
    ...activationOperations(spec.activation),
  ],
};

export const separableConv2d: LayerKind<SeparableConv2dLayer> = {
  className: 'SeparableConv2D',
  automaticName: 'separable_conv2d',
  fields: {
    ...fields,
    filters: units,
    depthMultiplier: optional(count),
    depthwiseInitializer: optional(initializer),
    pointwiseInitializer: optional(initializer),
  },
  shape: (spec, [x]) => [...windowedSize(imageShape(x), windowOf(spec)), spec.filters],
  weights(spec, [x]) {
    const { filters, kernelSize, depthMultiplier = 1 } = spec;
    const { depthwiseInitializer = 'glorotUniform', pointwiseInitializer = 'glorotUniform' } = spec;
    const depthwise = [...pairOf(kernelSize), x[2], depthMultiplier];
    const pointwise = [1, 1, x[2] * depthMultiplier, filters];
    return [
      { name: 'depthwise_kernel', shape: depthwise, initializer: depthwiseInitializer },
      { name: 'pointwise_kernel', shape: pointwise, initializer: pointwiseInitializer },
      ...biasOf(spec, filters),
    ];
  },
  multiplyAdds({ kernelSize, depthMultiplier = 1, filters }, { inputs: [x], output }) {
    const channels = x[2] * depthMultiplier;
    return positions(output) * channels * (sizeOf(pairOf(kernelSize)) + filters);
  },
  operations: (spec) => [
    {
      operation: {
        kind: 'depthwiseConv2d',
        depthMultiplier: spec.depthMultiplier ?? 1,
        useBias: false,
        ...operationWindow(spec),
      },
      weights: ['depthwise_kernel'],
    },
    {
      operation: {
        kind: 'conv2d',
        filters: spec.filters,
        useBias: spec.useBias ?? true,
        ...operationWindow({ kernelSize: 1 }),
      },
      weights: ['pointwise_kernel', ...biasName(spec)],
    },
    ...activationOperations(spec.activation),
  ],
};

export const conv2dTranspose: LayerKind<Conv2dTransposeLayer> = {
  className: 'Conv2DTranspose',
  automaticName: 'conv2d_transpose',
  fields: { ...fields, filters: units, kernelInitializer: optional(initializer) },
  shape(spec, [x]) {
    const { window, strides, padding } = windowOf(spec);
    const image = imageShape(x);
    const length = (axis: 0 | 1) =>
      image[axis] * strides[axis] + (padding === 'valid' ? Math.max(window[axis] - strides[axis], 0) : 0);
    return [length(0), length(1), spec.filters];
  },
  weights(spec, [x]) {
    const { filters, kernelSize, kernelInitializer = 'glorotUniform' } = spec;
    const shape = [...pairOf(kernelSize), filters, x[2]];
    return [{ name: 'kernel', shape, initializer: kernelInitializer }, ...biasOf(spec, filters)];
  },
  multiplyAdds: ({ kernelSize, filters }, { inputs: [x] }) =>
    sizeOf(pairOf(kernelSize)) * filters * sizeOf(x),
  operations(spec) {
    const { window, strides, padding } = windowOf(spec);
    const { filters, useBias = true } = spec;
    return [
      {
        operation: { kind: 'conv2dTranspose', filters, kernelSize: window, strides, padding, useBias },
        weights: ['kernel', ...biasName(spec)],
      },
      ...activationOperations(spec.activation),
    ];
  },
};
