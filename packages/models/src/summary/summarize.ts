// Summarizes a model of tfjs-layers as data: shapes, parameters, multiply-adds and memory of each layer. The counts use only
// shapes and class names, so that they work for any model, including saved ones. As Keras' table: format-summary.ts.
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import { check } from '../check.ts';
import { ModelError } from '../model-error.ts';
import type { ModelSummary, SummaryRow } from './model-summary.ts';

/**
 * Summarizes any built model whose layers have one output each.
 *
 * @throws ModelError `INVALID_ARGUMENT` for anything but such a model; `NOT_BUILT` if a layer has no shape yet
 */
export function summarize(model: LayersModel): ModelSummary {
  check.that(isLayersModel(model), 'model', { expected: 'a model of tfjs-layers, built', value: model });
  const rows = model.layers.map(summarizeLayer);
  const total = (count: (row: SummaryRow) => number) => rows.reduce((sum, row) => sum + count(row), 0);
  const parameters = total((row) => row.parameters);
  const trainableParameters = model.trainableWeights.reduce((sum, weight) => sum + size(weight.shape), 0);
  return {
    name: model.name,
    rows,
    parameters,
    trainableParameters,
    nonTrainableParameters: parameters - trainableParameters,
    multiplyAdds: total((row) => row.multiplyAdds),
    activationBytes: total((row) => row.activationBytes),
  };
}

// Not by its class, because a program may contain two copies of tfjs-layers.
function isLayersModel(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { layers } = value as { layers?: unknown };
  const isLayer = (layer: unknown) => typeof (layer as layers.Layer | null)?.countParams === 'function';
  return Array.isArray(layers) && layers.every(isLayer) && 'trainableWeights' in value;
}

function summarizeLayer(layer: layers.Layer): SummaryRow {
  const outputShape = shapeOf(layer);
  const kernel = layer.weights.find((weight) => weight.shape.length > 1);
  const counted: CountedLayer = {
    type: layer.getClassName(),
    outputShape: outputShape.slice(1).map((dimension) => dimension ?? 1),
    ...(kernel && { kernelShape: kernel.shape.map((dimension) => dimension ?? 1) }),
  };
  return {
    name: layer.name,
    type: counted.type,
    outputShape,
    parameters: layer.countParams(),
    multiplyAdds: multiplyAdds(counted),
    activationBytes: activationBytes(counted),
  };
}

function shapeOf(layer: layers.Layer): readonly (number | null)[] {
  try {
    return readShape(layer);
  } catch (cause) {
    throw new ModelError(
      'NOT_BUILT',
      `Layer ${layer.name} has no output shape yet. Give the model's first layer an inputShape.`,
      { cause },
    );
  }
}

function readShape(layer: layers.Layer): readonly (number | null)[] {
  const shape = layer.outputShape;
  return (Array.isArray(shape[0]) ? shape[0] : shape) as readonly (number | null)[];
}

function size(shape: readonly (number | null)[]): number {
  return shape.reduce<number>((product, dimension) => product * (dimension ?? 1), 1);
}

/** What the counts depend on. Shapes are of one sample, without the batch. */
export interface CountedLayer {
  /** Keras' class name, such as Conv2D. */
  readonly type: string;
  readonly outputShape: readonly number[];
  /** Shape of the kernel: `[inputs, outputs]` or `[height, width, inputs, outputs]`; absent without one. */
  readonly kernelShape?: readonly number[];
}

const bytesPerFloat = 4;

/** Layers whose output shares the memory of their input, or that have no output of their own. */
const views: readonly string[] = ['InputLayer', 'Flatten', 'Reshape'];

/**
 * Multiply-adds of the forward pass for one sample: the kernel products of dense and convolutional layers. Biases,
 * activations, pooling, dropout and kinds of layer that the course does not use are not counted.
 */
export function multiplyAdds({ type, outputShape, kernelShape }: CountedLayer): number {
  if (kernelShape === undefined) return 0;
  const kernel = product(kernelShape);
  if (type === 'Dense') return kernel * product(outputShape.slice(0, -1));
  // Every kernel value is multiplied once per output position; those of a depthwise kernel as well.
  if (type === 'Conv2D' || type === 'DepthwiseConv2D') return kernel * product(outputShape.slice(0, -1));
  return 0;
}

/** Bytes of the layer's float32 output for one sample, which the backward pass needs; views need none. */
export function activationBytes({ type, outputShape }: CountedLayer): number {
  return views.includes(type) ? 0 : bytesPerFloat * product(outputShape);
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((result, size) => result * size, 1);
}
