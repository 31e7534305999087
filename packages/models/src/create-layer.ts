// One layer of data into one layer of tfjs, with Keras' initialisers and Keras' layer names said in full:
// tfjs-layers' own defaults differ (glorotNormal kernels, names like dense_Dense1).
import { constraints, layers } from '@tensorflow/tfjs-layers';
import { type ActivationName, tfjsActivationName } from './activation.ts';
import { glorotUniform } from './glorot-uniform.ts';
import type { Conv2dSpec, LayerSpec } from './layer-spec.ts';

/** Where a layer stands: what its name, its random numbers and its input shape depend on. */
export interface LayerPlace {
  /** Keras' name of the layer, unique in its model. */
  readonly name: string;
  /** Position in the model, from 0. */
  readonly index: number;
  readonly seed: number;
  /** Shape of one input; of the first layer only. */
  readonly inputShape?: number[];
}

type ActivationIdentifier = NonNullable<Parameters<typeof layers.dense>[0]['activation']>;

export function createLayer(spec: LayerSpec, place: LayerPlace): layers.Layer {
  const base = { name: place.name, ...(place.inputShape && { inputShape: place.inputShape }) };
  switch (spec.kind) {
    case 'conv2d':
      return layers.conv2d({ ...base, ...convolution(spec), ...initial(place) });
    case 'maxPooling2d':
      return layers.maxPooling2d({ ...base, poolSize: 2, strides: 2 });
    case 'dropout':
      return layers.dropout({ ...base, rate: spec.rate });
    case 'flatten':
      return layers.flatten(base);
    case 'hidden':
      return layers.dense({ ...base, ...dense(spec.units, spec.activation), ...initial(place) });
    case 'output':
      return layers.dense({ ...base, ...dense(spec.units, 'softmax'), ...initial(place) });
    default:
      return spec satisfies never;
  }
}

function convolution({ filters, padding, maxNorm }: Conv2dSpec) {
  return {
    filters,
    padding,
    kernelSize: 3,
    strides: 1,
    activation: 'relu' as const,
    ...(maxNorm !== undefined && { kernelConstraint: constraints.maxNorm({ maxValue: maxNorm, axis: 0 }) }),
  };
}

function dense(units: number, name: ActivationName) {
  // tfjs' type lists its built-in activations only; exponential is registered by create-model.ts.
  const activation: string = tfjsActivationName(name);
  return { units, activation: activation as ActivationIdentifier };
}

function initial({ seed, index }: LayerPlace) {
  return {
    useBias: true,
    kernelInitializer: glorotUniform({ seed, layer: index }),
    biasInitializer: 'zeros' as const,
  };
}
