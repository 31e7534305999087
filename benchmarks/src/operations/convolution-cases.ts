// Convolutions, forward and both gradients: the course's layers on a few images, and small, odd and strided ones.
import type { OperationCase, TensorSpec } from './operation-case.ts';

interface Layer {
  readonly x: readonly [count: number, height: number, width: number, channels: number];
  readonly size: number;
  readonly filters: number;
  readonly stride?: number;
  readonly pad: 'same' | 'valid';
}

const layers: readonly Layer[] = [
  { x: [1, 4, 4, 1], size: 3, filters: 1, pad: 'valid' },
  { x: [1, 8, 8, 3], size: 3, filters: 5, pad: 'same' },
  { x: [8, 28, 28, 1], size: 3, filters: 32, pad: 'valid' },
  { x: [8, 26, 26, 32], size: 3, filters: 64, pad: 'valid' },
  { x: [8, 14, 14, 64], size: 3, filters: 64, pad: 'same' },
  { x: [8, 7, 7, 128], size: 3, filters: 128, pad: 'same' },
  { x: [8, 32, 32, 3], size: 3, filters: 32, pad: 'same' },
  { x: [8, 28, 28, 16], size: 5, filters: 16, pad: 'same' },
  { x: [8, 28, 28, 16], size: 3, filters: 32, stride: 2, pad: 'same' },
  { x: [8, 28, 28, 32], size: 1, filters: 64, pad: 'valid' },
];

export function convolutionCases(): OperationCase[] {
  return [...layers.flatMap(fullCases), ...layers.flatMap(depthwiseCases)];
}

interface Shapes {
  readonly x: TensorSpec;
  readonly dy: TensorSpec;
  readonly filter: TensorSpec;
  readonly bias: TensorSpec;
}

function fullCases(layer: Layer): OperationCase[] {
  const { x, filters, size } = layer;
  const filter = { shape: [size, size, x[3], filters] };
  const shapes = {
    x: { shape: x },
    dy: { shape: outputShape(layer, filters) },
    filter,
    bias: { shape: [filters] },
  };
  const shape = `[${x}] by [${filter.shape}], ${layer.pad}${strideText(layer)}`;
  return [
    { kernel: 'Conv2D', shape, inputs: pick(shapes, 'x', 'filter'), attrs: attributes(layer) },
    {
      kernel: 'FusedConv2D',
      shape,
      inputs: pick(shapes, 'x', 'filter', 'bias'),
      attrs: { ...attributes(layer), activation: 'relu' },
    },
    {
      kernel: 'Conv2DBackpropInput',
      shape,
      inputs: pick(shapes, 'dy', 'filter'),
      attrs: { ...attributes(layer), inputShape: x },
    },
    {
      kernel: 'Conv2DBackpropFilter',
      shape,
      inputs: pick(shapes, 'x', 'dy'),
      attrs: { ...attributes(layer), filterShape: filter.shape },
    },
  ];
}

function depthwiseCases(layer: Layer): OperationCase[] {
  const { x, size } = layer;
  const filter = { shape: [size, size, x[3], 1] };
  const shapes = {
    x: { shape: x },
    dy: { shape: outputShape(layer, x[3]) },
    filter,
    bias: { shape: [x[3]] },
  };
  const shape = `[${x}] by [${filter.shape}], ${layer.pad}${strideText(layer)}`;
  const attrs = attributes(layer);
  return [
    { kernel: 'DepthwiseConv2dNative', shape, inputs: pick(shapes, 'x', 'filter'), attrs },
    {
      kernel: 'FusedDepthwiseConv2D',
      shape,
      inputs: pick(shapes, 'x', 'filter', 'bias'),
      attrs: { ...attrs, activation: 'relu' },
    },
    {
      kernel: 'DepthwiseConv2dNativeBackpropInput',
      shape,
      inputs: pick(shapes, 'dy', 'filter'),
      attrs: { ...attrs, inputShape: x },
    },
    {
      kernel: 'DepthwiseConv2dNativeBackpropFilter',
      shape,
      inputs: pick(shapes, 'x', 'dy'),
      attrs: { ...attrs, filterShape: filter.shape },
    },
  ];
}

function pick(shapes: Shapes, ...names: readonly (keyof Shapes)[]): Record<string, TensorSpec> {
  return Object.fromEntries(names.map((name) => [name, shapes[name]]));
}

function outputShape({ x, size, stride = 1, pad }: Layer, channels: number): number[] {
  const [count, height, width] = x;
  const side = (length: number) => Math.ceil((length - (pad === 'valid' ? size - 1 : 0)) / stride);
  return [count, side(height), side(width), channels];
}

function attributes({ stride = 1, pad }: Layer) {
  return { strides: [stride, stride], pad, dataFormat: 'NHWC', dilations: [1, 1] };
}

function strideText({ stride = 1 }: Layer): string {
  return stride === 1 ? '' : `, stride ${stride}`;
}
