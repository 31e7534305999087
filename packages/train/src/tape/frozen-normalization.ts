// Batch normalization that is frozen, which Keras runs as in inference: with its running averages, and without moving them.
// tfjs-layers goes on with the statistics of the batch. What is frozen is the same for a graph and for the tape:
// ../model/leaf-layers.ts.
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import { frozenLayers, leavesOf } from '../model/leaf-layers.ts';

/** Layers of batch normalization, by what training does with them. */
export interface Normalizations {
  readonly active: readonly layers.Layer[];
  readonly frozen: readonly layers.Layer[];
}

/** The batch normalizations of a model, those of nested models too, each once. */
export function normalizationsOf(model: LayersModel): Normalizations {
  const frozen = frozenLayers(model);
  const all = [...new Set(leavesOf(model))].filter((layer) => layer.getClassName() === 'BatchNormalization');
  return {
    active: all.filter((layer) => !frozen.has(layer)),
    frozen: all.filter((layer) => frozen.has(layer)),
  };
}

/** Makes the frozen ones normalize as in inference whenever the model trains. @returns what undoes it */
export function fixNormalizations({ frozen }: Normalizations): () => void {
  for (const layer of frozen) {
    const original = layer.call.bind(layer);
    layer.call = (inputs, kwargs) => original(inputs, { ...kwargs, training: false });
  }
  return () => {
    // The replacement hides the method of the class; without it, that one is back.
    for (const layer of frozen) Reflect.deleteProperty(layer, 'call');
  };
}
