// Gradients of pooling, and of these gradients again: averages are linear, and of a largest number only its place counts.
import {
  avgPool3d,
  backend_util,
  engine,
  fill,
  type GradConfig,
  gather,
  mul,
  reshape,
  type Tensor,
  type Tensor4D,
  type Tensor5D,
  tensor1d,
} from '@tensorflow/tfjs-core';
import { gradientOf, gradientOfOutputs, runKernel } from './gradient.ts';

interface PoolAttributes {
  readonly filterSize: number | [number, number];
  readonly strides: number | [number, number];
  readonly pad: 'same' | 'valid' | number | backend_util.ExplicitPadding;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

const ofAvgPool = gradientOf<PoolAttributes>('AvgPool', {
  inputs: ['x'],
  of: (dy, [x], attributes) => ({ x: () => runKernel('AvgPoolGrad', { dy, input: x }, attributes) }),
});

const ofAvgPoolGrad = gradientOf<PoolAttributes>('AvgPoolGrad', {
  inputs: ['input'],
  of: (ddx, [input], attributes) => ({
    dy: () => runKernel('AvgPool', { x: ddx }, attributes),
    input: () => fill(input.shape, 0),
  }),
});

const ofMaxPoolGrad = gradientOf<PoolAttributes>('MaxPoolGrad', {
  inputs: ['input', 'output'],
  of: (ddx, [input, output], attributes) => ({
    dy: () => {
      const places = largestPlaces(input as Tensor4D, attributes);
      return reshape(gather(reshape(ddx, [-1]), reshape(places, [-1])), output.shape);
    },
    input: () => fill(input.shape, 0),
    output: () => fill(output.shape, 0),
  }),
});

// Of the largest number of each window, its place in all of x.
function largestPlaces(x: Tensor4D, attributes: PoolAttributes): Tensor {
  const inputs = { x };
  const [, places] = engine().runKernel<Tensor[]>('MaxPoolWithArgmax', inputs, {
    filterSize: attributes.filterSize,
    strides: attributes.strides,
    pad: attributes.pad,
    includeBatchInIndex: true,
  } as never);
  return places;
}

const ofMaxPoolWithArgmax = gradientOfOutputs<PoolAttributes>('MaxPoolWithArgmax', {
  inputs: ['x'],
  outputs: [true],
  of: ([dy], [input, output], { filterSize, strides, pad }) => ({
    x: () => runKernel('MaxPoolGrad', { dy, input, output }, { filterSize, strides, pad }),
  }),
});

interface Pool3DAttributes {
  readonly filterSize: number | [number, number, number];
  readonly strides: number | [number, number, number];
  readonly pad: 'same' | 'valid' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

// The kernel shares each gradient out over its whole window, and the mean is over what lies inside.
const ofAvgPool3D = gradientOf<Pool3DAttributes>('AvgPool3D', {
  inputs: ['x'],
  of: (dy, [x], attributes) => ({
    x: () =>
      runKernel('AvgPool3DGrad', { dy: mul(dy, wholeOverInside(x, attributes)), input: x }, attributes),
  }),
});

const ofAvgPool3DGrad = gradientOf<Pool3DAttributes>('AvgPool3DGrad', {
  inputs: ['input'],
  of: (ddx, [input], attributes) => ({
    dy: () => {
      const { filterSize, strides, pad, dimRoundingMode } = attributes;
      const means = avgPool3d(ddx as Tensor5D, filterSize, strides, pad, dimRoundingMode);
      const shares = wholeOverInside(input, attributes);
      // Sums over what lies inside, by the whole window's size.
      return mul(means, runKernel('Reciprocal', { x: shares }));
    },
    input: () => fill(input.shape, 0),
  }),
});

// Of the largest number only its place counts.
const ofMaxPool3DGrad = gradientOf<Pool3DAttributes>('MaxPool3DGrad', {
  inputs: ['input', 'output'],
  of: (ddx, [input, output], attributes) => ({
    dy: () => {
      const places = runKernel('MaxPool3DPlaces', { x: input }, attributes);
      return reshape(gather(reshape(ddx, [-1]), reshape(places, [-1])), output.shape);
    },
    input: () => fill(input.shape, 0),
    output: () => fill(output.shape, 0),
  }),
});

/** How many places a window has by how many of them lie inside, for each place of the output: [1,od,oh,ow,1]. */
function wholeOverInside(x: Tensor, { filterSize, strides, pad, dimRoundingMode }: Pool3DAttributes): Tensor {
  const shape = x.shape as Tensor5D['shape'];
  const info = backend_util.computePool3DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
  const { padInfo } = info;
  const inside = (places: number, start: number, step: number, size: number, length: number) =>
    tensor1d(
      Array.from({ length: places }, (_, place) => {
        const first = place * step - start;
        return size / Math.max(Math.min(first + size, length) - Math.max(first, 0), 1);
      }),
    );
  const depth = inside(info.outDepth, padInfo.front, info.strideDepth, info.filterDepth, info.inDepth);
  const height = inside(info.outHeight, padInfo.top, info.strideHeight, info.filterHeight, info.inHeight);
  const width = inside(info.outWidth, padInfo.left, info.strideWidth, info.filterWidth, info.inWidth);
  const planes = mul(reshape(depth, [-1, 1, 1]), reshape(height, [-1, 1]));
  return reshape(mul(planes, width), [1, info.outDepth, info.outHeight, info.outWidth, 1]);
}

export const poolingGradients: readonly GradConfig[] = [
  ofAvgPool,
  ofAvgPoolGrad,
  ofMaxPoolGrad,
  ofMaxPoolWithArgmax,
  ofAvgPool3D,
  ofAvgPool3DGrad,
  ofMaxPool3DGrad,
];
