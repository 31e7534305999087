// The cost of a network, computed from its layers before it is built: output shapes, parameters, multiply-adds, memory. The
// test compares it with built networks. How long training takes: page/run-duration.ts.
import type { LayerSpec } from '@nn101/models/graph';

/** `[height, width, channels]`, or `[units]` once flattened. */
export type LayerShape = readonly number[];

/** The cost of one layer, for one image. */
export interface LayerCost {
  readonly layer: LayerSpec;
  readonly outputShape: LayerShape;
  readonly parameters: number;
  /** Of the forward pass. */
  readonly multiplyAdds: number;
  /** Bytes of its float32 output; 0 if the output is a view of the input. */
  readonly activationBytes: number;
}

/** The cost of a whole network, for one image. */
export interface NetworkCost {
  readonly rows: readonly LayerCost[];
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly activationBytes: number;
}

/** The result for layers that do not fit together: the index of the first such layer, and its input shape. */
export interface Misfit {
  readonly misfit: { readonly index: number; readonly inputShape: LayerShape };
}

const bytesPerFloat = 4;
/** The kernels of all convolutions in the course have this many rows and columns. */
const kernelSide = 3;

/** Returns the cost of a network, or the layer that does not fit. */
export function networkCost(layers: readonly LayerSpec[], inputShape: LayerShape): NetworkCost | Misfit {
  const rows: LayerCost[] = [];
  let shape = inputShape;
  for (const [index, layer] of layers.entries()) {
    const row = layerCost(layer, shape);
    if (!row) return { misfit: { index, inputShape: shape } };
    rows.push(row);
    shape = row.outputShape;
  }
  const total = (count: (row: LayerCost) => number) => rows.reduce((sum, row) => sum + count(row), 0);
  return {
    rows,
    parameters: total((row) => row.parameters),
    multiplyAdds: total((row) => row.multiplyAdds),
    activationBytes: total((row) => row.activationBytes),
  };
}

function layerCost(layer: LayerSpec, inputShape: LayerShape): LayerCost | undefined {
  const size = inputShape.reduce((product, length) => product * length, 1);
  switch (layer.kind) {
    case 'conv2d':
      return convolution(layer, inputShape);
    case 'maxPooling2d': {
      const [height, width, channels] = inputShape;
      if (inputShape.length !== 3 || Math.min(height, width) < 2) return undefined;
      return free(layer, [Math.floor(height / 2), Math.floor(width / 2), channels]);
    }
    case 'dropout':
      return free(layer, inputShape);
    case 'flatten':
      return { ...free(layer, [size]), activationBytes: 0 };
    case 'hidden':
    case 'output':
      if (inputShape.length !== 1) return undefined;
      return costOf({
        layer,
        outputShape: [layer.units],
        parameters: (size + 1) * layer.units,
        multiplyAdds: size * layer.units,
      });
    default:
      return layer satisfies never;
  }
}

function convolution(layer: LayerSpec & { kind: 'conv2d' }, inputShape: LayerShape): LayerCost | undefined {
  if (inputShape.length !== 3) return undefined;
  const [height, width, channels] = inputShape;
  const lost = layer.padding === 'valid' ? kernelSide - 1 : 0;
  if (Math.min(height, width) <= lost) return undefined;
  const kernel = kernelSide * kernelSide * channels * layer.filters;
  const outputShape = [height - lost, width - lost, layer.filters];
  return costOf({
    layer,
    outputShape,
    parameters: kernel + layer.filters,
    multiplyAdds: kernel * outputShape[0] * outputShape[1],
  });
}

function free(layer: LayerSpec, outputShape: LayerShape): LayerCost {
  return costOf({ layer, outputShape, parameters: 0, multiplyAdds: 0 });
}

function costOf(row: Omit<LayerCost, 'activationBytes'>): LayerCost {
  const values = row.outputShape.reduce((product, length) => product * length, 1);
  return { ...row, activationBytes: bytesPerFloat * values };
}

/** Approximate number of images that a shard of a batch processes at a time. */
const microBatch = 32;

/**
 * Estimates the bytes that training takes: weights, their gradient and Adam's two moments; the activations of a
 * micro-batch and their gradients; the images, one byte per value.
 */
export function trainingBytes(
  { parameters, activationBytes }: NetworkCost,
  data: { images: number; imageShape: LayerShape },
): number {
  const imageBytes = data.imageShape.reduce((product, length) => product * length, data.images);
  return 4 * bytesPerFloat * parameters + 2 * microBatch * activationBytes + imageBytes;
}

/** Networks with fewer multiply-adds are trained by one worker: distributing their steps would take longer than the steps. */
export const minMultiplyAddsToShare = 1e6;
