// The penalties of a tfjs-layers model, computed by tfjs: for the tape, and for scores of models. In a graph they are
// fields of its parameters.
import { type Scalar, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { leavesOf } from '../model/leaf-layers.ts';

/**
 * Returns what the model's regularizers add to its loss. As in Keras, each layer counts once, however often it is called,
 * and not at all if none of its weights is trained; `calculateLosses` of tfjs-layers counts each call.
 */
export function penaltiesOf(model: LayersModel): Scalar[] {
  const trained = new Set(model.trainableWeights);
  const layers = new Set(leavesOf(model));
  return [...layers]
    .filter((layer) => layer.weights.some((weight) => trained.has(weight)))
    .flatMap((layer) => layer.calculateLosses());
}

/** Returns the sum of the penalties of the current weights. */
export function penaltyOf(model: LayersModel): number {
  let sum = 0;
  tidy(() => {
    for (const penalty of penaltiesOf(model)) sum += penalty.dataSync()[0];
  });
  return sum;
}
