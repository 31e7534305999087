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

/** What a layer draws random numbers from: a stream of the run's seed (../random-streams.ts). */
export type RandomStream = 'dropout' | 'noise';

const randomLayers: Readonly<Record<string, RandomStream>> = {
  Dropout: 'dropout',
  SpatialDropout1D: 'noise',
  GaussianNoise: 'noise',
  GaussianDropout: 'noise',
  AlphaDropout: 'noise',
};

/** Layers that draw from a stream of random numbers: their index is part of their key. */
export function layersDrawing(model: LayersModel, stream: RandomStream): Layer[] {
  return leavesOf(model).filter((layer) => randomLayers[layer.getClassName()] === stream);
}

/** The shape of what a dropout layer draws, batch first and null where it is the input's; undefined where it draws for each value. */
export function noiseShapeOf(layer: Layer): readonly (number | null)[] | undefined {
  // An alpha dropout leaves it out of its configuration.
  const noiseShape = 'noiseShape' in layer ? layer.noiseShape : undefined;
  return Array.isArray(noiseShape)
    ? noiseShape.map((size) => (size === null ? null : Number(size)))
    : undefined;
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
