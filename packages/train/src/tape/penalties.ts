// The penalties of a model of tfjs-layers, as tfjs works them out: for the tape, and for scores of models. On a graph they are
// fields of its parameters.
import { type Scalar, tidy } from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { leavesOf } from '../model/leaf-layers.ts';

/**
 * What the model's regularizers add to its loss. As in Keras each layer counts once, however often it is called, and not at all
 * where nothing of it is trained; tfjs-layers' `calculateLosses` adds it up for each call.
 */
export function penaltiesOf(model: LayersModel): Scalar[] {
  const trained = new Set(model.trainableWeights);
  const layers = new Set(leavesOf(model));
  return [...layers]
    .filter((layer) => layer.weights.some((weight) => trained.has(weight)))
    .flatMap((layer) => layer.calculateLosses());
}

/** The sum of the penalties of the weights as they are now. */
export function penaltyOf(model: LayersModel): number {
  let sum = 0;
  tidy(() => {
    for (const penalty of penaltiesOf(model)) sum += penalty.dataSync()[0];
  });
  return sum;
}
