// Summarizes a network from its data alone: shapes, parameters, multiply-adds and memory of each layer. For a model of
// tfjs-layers see summarize.ts; as Keras' table: format-summary.ts.

import { kindOf } from '../network/layers/index.ts';
import { sizeOf } from '../network/layers/layer-kind.ts';
import type { NetworkSpec } from '../network/network-spec.ts';
import { type ResolvedLayer, resolveNetwork } from '../network/resolve-network.ts';
import type { ModelSummary, SummaryRow } from './model-summary.ts';

const bytesPerFloat = 4;

/**
 * Summarizes a network without building it.
 *
 * @throws ModelError `INVALID_ARGUMENT` unless the value is a network whose layers fit each other
 * @example summarizeNetwork(createNetwork('resnet-20')).parameters
 */
export function summarizeNetwork(network: NetworkSpec): ModelSummary {
  const { name, layers } = resolveNetwork(network);
  const rows = layers.map(summarizeLayer);
  const total = (count: (row: SummaryRow) => number) => rows.reduce((sum, row) => sum + count(row), 0);
  const trainableParameters = layers.reduce((sum, { weights }) => sum + count(weights, true), 0);
  const parameters = total((row) => row.parameters);
  return {
    name,
    rows,
    parameters,
    trainableParameters,
    nonTrainableParameters: parameters - trainableParameters,
    multiplyAdds: total((row) => row.multiplyAdds),
    activationBytes: total((row) => row.activationBytes),
  };
}

function summarizeLayer({ layer, name, inputs, output, weights }: ResolvedLayer): SummaryRow {
  const kind = kindOf(layer);
  return {
    name,
    type: kind.className,
    outputShape: [null, ...output],
    parameters: count(weights),
    multiplyAdds: kind.multiplyAdds?.(layer, { inputs, output }) ?? 0,
    activationBytes: kind.isView ? 0 : bytesPerFloat * sizeOf(output),
  };
}

function count(weights: ResolvedLayer['weights'], trainable?: boolean): number {
  return weights
    .filter((weight) => trainable === undefined || weight.trainable === trainable)
    .reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}
