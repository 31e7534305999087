// Words for layers and networks, shared by the lessons that show architectures.

import type { LayerSpec } from '@nn101/models/graph';
import { percent, plural } from './quantities.ts';

function describe(layer: LayerSpec): string {
  switch (layer.kind) {
    case 'conv2d': {
      const norm = layer.maxNorm === undefined ? '' : `, norm ≤ ${layer.maxNorm}`;
      return `Convolution 3 × 3, ${plural(layer.filters, 'filter')}, ${layer.padding}${norm}`;
    }
    case 'maxPooling2d':
      return 'Max pooling 2 × 2';
    case 'dropout':
      return `Dropout ${percent(layer.rate, 0)}`;
    case 'flatten':
      return 'Flatten';
    case 'hidden':
      return `Dense ${layer.units}, ${layer.activation}`;
    case 'output':
      return `Dense ${layer.units}, softmax`;
    default:
      return layer satisfies never;
  }
}

export const texts = {
  describe,
  table: 'Layers of the network',
  layer: 'Layer',
  shape: 'Output shape',
  parameters: 'Parameters',
  multiplyAdds: 'Multiply-adds',
  total: 'Total, for one image',
  cost: 'What it costs',
  memory: 'Memory while training, about',
  time: 'Time for this run with its tests, about',
  measured: 'by the speed of an earlier run here',
  assumed: 'a guess: nothing like it was trained here yet',
  perImage: 'for one image, forwards',
  misfit: (place: number, shape: readonly number[]) =>
    `Layer ${place} does not fit: what reaches it is only ${shape.join(' x ')}. Take a convolution or a pooling away before it, or let convolutions keep the size ("same").`,
} as const;
