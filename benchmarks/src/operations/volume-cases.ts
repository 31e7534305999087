// Volumes, [count, depth, height, width, channels]: the two gradients of a convolution, and pooling both ways.
import type { OperationCase } from './operation-case.ts';

const volumes = [
  { x: [1, 4, 4, 4, 2], filters: 3 },
  { x: [2, 8, 16, 16, 8], filters: 16 },
];

export function volumeCases(): OperationCase[] {
  return [...convolutions(), ...pools()];
}

function convolutions(): OperationCase[] {
  return volumes.flatMap(({ x, filters }): OperationCase[] => {
    const [count, depth, height, width, channels] = x;
    const filterShape = [3, 3, 3, channels, filters];
    const dy = { shape: [count, depth, height, width, filters] };
    const shape = `[${x}] by [${filterShape}], same`;
    const attrs = { strides: [1, 1, 1], pad: 'same' };
    return [
      {
        kernel: 'Conv3DBackpropFilterV2',
        shape,
        inputs: { x: { shape: x }, dy },
        attrs: { ...attrs, filterShape },
      },
      {
        kernel: 'Conv3DBackpropInputV2',
        shape,
        inputs: { dy, filter: { shape: filterShape } },
        attrs: { ...attrs, inputShape: x },
      },
    ];
  });
}

const windows = [
  { x: [1, 4, 4, 4, 2], size: 2, strides: 2 },
  { x: [2, 8, 16, 16, 8], size: 2, strides: 2 },
  { x: [4, 8, 32, 32, 16], size: 2, strides: 2 },
  { x: [4, 8, 16, 16, 16], size: 3, strides: 1 },
];

function pools(): OperationCase[] {
  return windows.flatMap(({ x, size, strides }): OperationCase[] => {
    const [count, depth, height, width, channels] = x;
    const places = [depth, height, width].map((length) => Math.ceil(length / strides));
    const dy = { shape: [count, ...places, channels] };
    const call = {
      shape: `[${x}], ${size}x${size}x${size} by ${strides}`,
      attrs: { filterSize: size, strides, pad: 'same' },
    };
    const input = { shape: x };
    return [
      { kernel: 'MaxPool3D', ...call, inputs: { x: input } },
      { kernel: 'MaxPool3DGrad', ...call, inputs: { dy, input, output: dy } },
      { kernel: 'MaxPool3DPlaces', ...call, inputs: { x: input } },
      { kernel: 'AvgPool3D', ...call, inputs: { x: input } },
      { kernel: 'AvgPool3DGrad', ...call, inputs: { dy, input } },
    ];
  });
}
