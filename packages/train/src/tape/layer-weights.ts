// Copies between a model's variables and one flat vector of them, in Keras' order.
import { tensor, tidy, type Variable } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Segment } from '../optimizer/update.ts';

/** LayerVariable of tfjs-layers, a class that it does not export. */
export type Weight = LayersModel['trainableWeights'][number];

export function readWeights(weights: readonly Weight[]): Float32Array {
  const values = weights.map((weight) => weight.read().dataSync<'float32'>());
  const flat = new Float32Array(values.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const value of values) {
    flat.set(value, offset);
    offset += value.length;
  }
  return flat;
}

/** Writes these values to the variables without applying constraints: the vector satisfies them already. */
export function writeWeights(weights: readonly Weight[], flat: Float32Array): void {
  let offset = 0;
  for (const weight of weights) {
    const shape = weight.shape.map((length) => length ?? 1);
    const size = shape.reduce((product, length) => product * length, 1);
    const values = flat.slice(offset, offset + size);
    offset += size;
    tidy(() => {
      (weight.read() as Variable).assign(tensor(values, shape));
    });
  }
}

/** Returns the segments of these weights in order, without constraints, for callers that apply them themselves. */
export function unconstrainedSegmentsOf(weights: readonly Weight[]): Segment[] {
  let to = 0;
  return weights.map(({ shape }) => {
    const from = to;
    to += shape.reduce<number>((product, length) => product * (length ?? 1), 1);
    return { from, to, decays: shape.length > 1 };
  });
}
