// What a network costs before it is built: shapes, parameters, multiply-adds, memory, time. From the layers' data
// alone, without tfjs, so that the editor answers at each keystroke. Held against the built network in the test.
import type { LayerSpec } from '@nn101/models/graph';

/** `[height, width, channels]`, or `[units]` once flattened. */
export type LayerShape = readonly number[];

/** One layer's price, for one image. */
export interface LayerPrice {
  readonly layer: LayerSpec;
  readonly outputShape: LayerShape;
  readonly parameters: number;
  /** Products of the forward pass. */
  readonly multiplyAdds: number;
  /** Bytes of its float32 output; 0 for a view of the input. */
  readonly activationBytes: number;
}

/** A whole network's price. */
export interface NetworkPrice {
  readonly rows: readonly LayerPrice[];
  readonly parameters: number;
  readonly multiplyAdds: number;
  readonly activationBytes: number;
}

/** A network that cannot be: the layer that does not fit, from 0, and the shape that it was given. */
export interface Misfit {
  readonly misfit: { readonly index: number; readonly inputShape: LayerShape };
}

const bytesPerFloat = 4;
/** Rows and columns of every kernel of the course. */
const kernelSide = 3;

/** Prices a network, or says which layer does not fit. */
export function priceNetwork(layers: readonly LayerSpec[], inputShape: LayerShape): NetworkPrice | Misfit {
  const rows: LayerPrice[] = [];
  let shape = inputShape;
  for (const [index, layer] of layers.entries()) {
    const row = priceLayer(layer, shape);
    if (!row) return { misfit: { index, inputShape: shape } };
    rows.push(row);
    shape = row.outputShape;
  }
  const total = (count: (row: LayerPrice) => number) => rows.reduce((sum, row) => sum + count(row), 0);
  return {
    rows,
    parameters: total((row) => row.parameters),
    multiplyAdds: total((row) => row.multiplyAdds),
    activationBytes: total((row) => row.activationBytes),
  };
}

function priceLayer(layer: LayerSpec, inputShape: LayerShape): LayerPrice | undefined {
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
      return priced({
        layer,
        outputShape: [layer.units],
        parameters: (size + 1) * layer.units,
        multiplyAdds: size * layer.units,
      });
    default:
      return layer satisfies never;
  }
}

function convolution(layer: LayerSpec & { kind: 'conv2d' }, inputShape: LayerShape): LayerPrice | undefined {
  if (inputShape.length !== 3) return undefined;
  const [height, width, channels] = inputShape;
  const lost = layer.padding === 'valid' ? kernelSide - 1 : 0;
  if (Math.min(height, width) <= lost) return undefined;
  const kernel = kernelSide * kernelSide * channels * layer.filters;
  const outputShape = [height - lost, width - lost, layer.filters];
  return priced({
    layer,
    outputShape,
    parameters: kernel + layer.filters,
    multiplyAdds: kernel * outputShape[0] * outputShape[1],
  });
}

function free(layer: LayerSpec, outputShape: LayerShape): LayerPrice {
  return priced({ layer, outputShape, parameters: 0, multiplyAdds: 0 });
}

function priced(row: Omit<LayerPrice, 'activationBytes'>): LayerPrice {
  const values = row.outputShape.reduce((product, length) => product * length, 1);
  return { ...row, activationBytes: bytesPerFloat * values };
}

/** Images that a lane of training works on at a time, about. */
const microBatch = 32;

/**
 * Bytes that training takes, about: weights, their gradient and Adam's two moments; the outputs of a micro-batch and
 * their gradients; the images themselves, a byte per value.
 */
export function trainingBytes(
  { parameters, activationBytes }: NetworkPrice,
  data: { images: number; imageShape: LayerShape },
): number {
  const imageBytes = data.imageShape.reduce((product, length) => product * length, data.images);
  return 4 * bytesPerFloat * parameters + 2 * microBatch * activationBytes + imageBytes;
}

/** A network of fewer multiply-adds is trained by one worker: its step is over before its parts have been handed round. */
export const worthSharing = 1e6;

/** Multiply-adds of a training step in those of a forward pass: once forwards, twice for the two gradients. */
const passes = 3;

/** Multiply-adds per second that a machine is taken to do before it was ever measured here. */
const assumedSpeed = { training: 20e9, testing: 30e9 } as const;

/** Seconds that one image takes. */
export interface ImageSeconds {
  /** In a training step. */
  readonly trained: number;
  /** In a test: after each epoch, and at the end. */
  readonly tested: number;
}

/** Seconds before the first step, in which the network is built and handed to its threads, where that was not measured. */
export const assumedStart = 1;

/** Taken from the network alone. Small networks wait for memory rather than for products: hence the constants. */
export function assumedImageSeconds(
  { multiplyAdds, parameters }: Pick<NetworkPrice, 'multiplyAdds' | 'parameters'>,
  batchSize: number,
): ImageSeconds {
  return {
    trained: (passes * multiplyAdds) / assumedSpeed.training + 2e-6 + parameters / batchSize / 1e9,
    tested: multiplyAdds / assumedSpeed.testing + 2e-6,
  };
}

/** Images that each epoch is validated on: as in the notebooks they are of the test split, for speed a part of it. */
export function validationImages(testImages: number): number {
  return Math.min(2000, testImages);
}

/** Seconds from the start of a run to its result, about: until its first step, its steps, a validation after each epoch, the final test. */
export function runSeconds(
  { trained, tested }: ImageSeconds,
  run: { images: number; testImages: number; epochs: number; start: number },
): number {
  const { images, testImages, epochs, start } = run;
  return start + trained * images * epochs + tested * (validationImages(testImages) * epochs + testImages);
}
