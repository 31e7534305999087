// Convolutions of volumes, [count, depth, height, width, channels]: their two gradients.
import type { OperationCase } from './operation-case.ts';

const volumes = [
  { x: [1, 4, 4, 4, 2], filters: 3 },
  { x: [2, 8, 16, 16, 8], filters: 16 },
];

export function volumeCases(): OperationCase[] {
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
