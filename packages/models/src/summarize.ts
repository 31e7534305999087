// A model's layers as data: shapes, parameters, multiply-adds, memory. As Keras' table: format-summary.ts.
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import { check } from './check.ts';
import { activationBytes, type CountedLayer, multiplyAdds } from './layer-cost.ts';
import { ModelError } from './model-error.ts';
import type { ModelSummary, SummaryRow } from './model-summary.ts';

/**
 * Summarises any built model whose layers have one output each.
 *
 * @throws ModelError `INVALID_ARGUMENT` for anything else than such a model; `NOT_BUILT` where a layer has no shape yet
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

// By what it has and not by its class: a program may hold two copies of tfjs-layers.
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
