// The layers of a tfjs-layers model, including those of nested models, and which of them training leaves unchanged.
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';

type Layer = layers.Layer;

/** Returns whether a layer is a model nested in another one. */
export function isModel(layer: Layer): layer is LayersModel {
  return 'layers' in layer;
}

/** Returns the layers of a model that are not models themselves. */
export function leavesOf(model: LayersModel): Layer[] {
  return model.layers.flatMap((layer) => (isModel(layer) ? leavesOf(layer) : [layer]));
}

/** The source of a layer's random numbers: a stream of the run's seed (`streams` of packages/random). */
export type RandomStream = 'dropout' | 'noise';

const randomLayers: Readonly<Record<string, RandomStream>> = {
  Dropout: 'dropout',
  SpatialDropout1D: 'noise',
  GaussianNoise: 'noise',
  GaussianDropout: 'noise',
  AlphaDropout: 'noise',
};

/** Returns the layers that draw from a stream of random numbers; their index is part of their key. */
export function layersDrawing(model: LayersModel, stream: RandomStream): Layer[] {
  return leavesOf(model).filter((layer) => randomLayers[layer.getClassName()] === stream);
}

/**
 * Returns the shape of what a dropout layer draws, batch first, with null for the input's length; undefined if it draws for
 * each value.
 */
export function noiseShapeOf(layer: Layer): readonly (number | null)[] | undefined {
  // An alpha dropout omits it from its configuration.
  const noiseShape = 'noiseShape' in layer ? layer.noiseShape : undefined;
  return Array.isArray(noiseShape)
    ? noiseShape.map((size) => (size === null ? null : Number(size)))
    : undefined;
}

/** Returns the running averages of a layer, which are never trained. */
export function runningAveragesOf({ weights }: Layer): Layer['weights'] {
  return weights.filter(({ originalName }) => /(^|\/)moving_(mean|variance)/.test(originalName));
}

/**
 * Returns the layers that training leaves unchanged: those that are not trainable, that belong to a model which is not, or
 * whose trainable weights, if any, are all frozen.
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

// Freezing a model freezes the weights of its layers, which may also be part of another model.
function hasFrozenWeights(layer: Layer): boolean {
  const averages = runningAveragesOf(layer);
  const parameters = layer.weights.filter((weight) => !averages.includes(weight));
  return parameters.length > 0 && parameters.every(({ trainable }) => !trainable);
}
