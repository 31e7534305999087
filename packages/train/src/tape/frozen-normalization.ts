// Frozen batch normalization. Keras computes it as in inference: with its running averages, and without updating them.
// tfjs-layers continues to use the statistics of the batch. Which layers are frozen is the same for a graph and for the
// tape: ../model/leaf-layers.ts.
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import { frozenLayers, leavesOf } from '../model/leaf-layers.ts';

/** Batch normalization layers by how training treats them. */
export interface Normalizations {
  readonly active: readonly layers.Layer[];
  readonly frozen: readonly layers.Layer[];
}

/** Returns the batch normalizations of a model, including those of nested models, each once. */
export function normalizationsOf(model: LayersModel): Normalizations {
  const frozen = frozenLayers(model);
  const all = [...new Set(leavesOf(model))].filter((layer) => layer.getClassName() === 'BatchNormalization');
  return {
    active: all.filter((layer) => !frozen.has(layer)),
    frozen: all.filter((layer) => frozen.has(layer)),
  };
}

/** Makes the frozen ones normalize as in inference while the model trains. @returns a function that undoes it */
export function fixNormalizations({ frozen }: Normalizations): () => void {
  for (const layer of frozen) {
    const original = layer.call.bind(layer);
    layer.call = (inputs, kwargs) => original(inputs, { ...kwargs, training: false });
  }
  return () => {
    // The replacement hides the method of the class; deleting it restores that method.
    for (const layer of frozen) Reflect.deleteProperty(layer, 'call');
  };
}
