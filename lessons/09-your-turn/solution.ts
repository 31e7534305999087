// Shapes, parameters and multiply-adds of the course's layers, filled in.
import type { LayerSpec } from '@nn101/models';
import type { LayerCost, Shape } from './start.ts';

const kernelSize = 3;

/** What each kind of layer does to a shape, and what it pays for it. */
export function layerCost(layer: LayerSpec, input: Shape): LayerCost {
  const [height, width, channels] = input;
  switch (layer.kind) {
    case 'conv2d': {
      const edge = layer.padding === 'same' ? 0 : kernelSize - 1;
      const outputShape = [height - edge, width - edge, layer.filters];
      const weights = kernelSize * kernelSize * channels * layer.filters;
      // Every weight is used once at every place.
      const multiplyAdds = weights * outputShape[0] * outputShape[1];
      return { outputShape, parameters: weights + layer.filters, multiplyAdds };
    }
    case 'maxPooling2d':
      return free([Math.floor(height / 2), Math.floor(width / 2), channels]);
    case 'flatten':
      return free([product(input)]);
    case 'dropout':
      return free(input);
    case 'hidden':
    case 'output': {
      const weights = product(input) * layer.units;
      return { outputShape: [layer.units], parameters: weights + layer.units, multiplyAdds: weights };
    }
    default:
      return layer satisfies never;
  }
}

/** Each layer gets the shape that the one before it gives. */
export function networkCost(layers: readonly LayerSpec[], input: Shape): LayerCost[] {
  let shape = input;
  return layers.map((layer) => {
    const cost = layerCost(layer, shape);
    shape = cost.outputShape;
    return cost;
  });
}

function free(outputShape: Shape): LayerCost {
  return { outputShape, parameters: 0, multiplyAdds: 0 };
}

function product(shape: Shape): number {
  return shape.reduce((result, size) => result * size, 1);
}
