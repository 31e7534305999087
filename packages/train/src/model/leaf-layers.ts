// The layers of a model of tfjs-layers, those of nested models too, and which of them training leaves as they are.
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';

type Layer = layers.Layer;

/** Whether a layer is a model, nested in another. */
export function isModel(layer: Layer): layer is LayersModel {
  return 'layers' in layer;
}

/** The layers of a model that are no models themselves. */
export function leavesOf(model: LayersModel): Layer[] {
  return model.layers.flatMap((layer) => (isModel(layer) ? leavesOf(layer) : [layer]));
}

/** The running averages of a layer, which nothing trains. */
export function runningAveragesOf({ weights }: Layer): Layer['weights'] {
  return weights.filter(({ originalName }) => /(^|\/)moving_(mean|variance)/.test(originalName));
}

/**
 * Layers that training leaves as they are: those that are not trainable, that belong to a model which is not, or whose
 * weights, if they have any to train, are all frozen.
 */
export function frozenLayers(model: LayersModel): ReadonlySet<Layer> {
  const frozen = new Set<Layer>();
  const visit = (layer: Layer, isWithin: boolean) => {
    const isFrozen = isWithin || !layer.trainable;
    if (isModel(layer)) {
      for (const inner of layer.layers) visit(inner, isFrozen);
    } else if (isFrozen || hasFrozenWeights(layer)) {
      frozen.add(layer);
    }
  };
  visit(model, false);
  return frozen;
}

// A model that is frozen freezes the weights of its layers, which may then be part of another model.
function hasFrozenWeights(layer: Layer): boolean {
  const averages = runningAveragesOf(layer);
  const parameters = layer.weights.filter((weight) => !averages.includes(weight));
  return parameters.length > 0 && parameters.every(({ trainable }) => !trainable);
}
