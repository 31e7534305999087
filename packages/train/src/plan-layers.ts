// Reads a model of tfjs-layers as the layers of a training plan. Not every model is one: what a plan does not know
// trains on the tape (tape-step.ts), with the same results to rounding.
import type { LayerSpec, PlanActivation } from '@nn101/kernels';
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import { randomKey } from './random-streams.ts';

/** What tfjs-layers calls the activations that a plan knows. */
const activations: Readonly<Record<string, PlanActivation>> = {
  linear: 'linear',
  relu: 'relu',
  elu: 'elu',
  selu: 'selu',
  softplus: 'softplus',
  softsign: 'softsign',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  hardSigmoid: 'hard_sigmoid',
  exponential: 'exponential',
  softmax: 'softmax',
};

type Config = ReturnType<layers.Layer['getConfig']>;

/**
 * The model's layers for a plan, or undefined where one of them is beyond it: a model that is not sequential, a layer
 * of another kind, with a penalty on its weights, frozen, dilated, or without softmax at the end.
 */
export function planLayers(model: LayersModel, seed: number): LayerSpec[] | undefined {
  if (model.getClassName() !== 'Sequential' || model.inputs.length !== 1) return undefined;
  const specs: LayerSpec[] = [];
  let dropouts = 0;
  for (const layer of model.layers) {
    const name = layer.getClassName();
    if (name === 'InputLayer') continue;
    const config = layer.getConfig();
    const spec =
      name === 'Dropout' ? dropoutSpec(config, { seed, index: dropouts++ }) : readers[name]?.(config);
    if (!spec || !layer.trainable || penalties.some((key) => config[key])) return undefined;
    specs.push(spec);
  }
  const last = specs[specs.length - 1];
  return last?.kind === 'dense' && last.activation === 'softmax' ? specs : undefined;
}

const penalties = ['kernelRegularizer', 'biasRegularizer', 'activityRegularizer'];

const readers: Readonly<Record<string, (config: Config) => LayerSpec | undefined>> = {
  Flatten: () => ({ kind: 'flatten' }),
  Dense: (config) => {
    const activation = activationOf(config);
    return (
      activation && {
        kind: 'dense',
        units: Number(config.units),
        activation,
        useBias: config.useBias === true,
      }
    );
  },
  Conv2D: (config) => {
    const activation = activationOf(config);
    const padding = paddingOf(config);
    const plain =
      config.dataFormat !== 'channelsFirst' && pair(config.dilationRate).every((rate) => rate === 1);
    if (!activation || !padding || !plain) return undefined;
    const [kernelSize, strides] = [pair(config.kernelSize), pair(config.strides)];
    const filters = Number(config.filters);
    return {
      kind: 'conv2d',
      filters,
      kernelSize,
      strides,
      padding,
      activation,
      useBias: config.useBias === true,
    };
  },
  MaxPooling2D: (config) => {
    const padding = paddingOf(config);
    if (!padding || config.dataFormat === 'channelsFirst') return undefined;
    return { kind: 'maxPool2d', poolSize: pair(config.poolSize), strides: pair(config.strides), padding };
  },
};

function dropoutSpec(config: Config, place: { seed: number; index: number }): LayerSpec | undefined {
  const rate = Number(config.rate);
  if (config.noiseShape || rate >= 1) return undefined;
  return { kind: 'dropout', rate, key: randomKey({ ...place, stream: 'dropout' }) };
}

function activationOf(config: Config): PlanActivation | undefined {
  return activations[String(config.activation ?? 'linear')];
}

function paddingOf({ padding }: Config): 'same' | 'valid' | undefined {
  return padding === 'same' || padding === 'valid' ? padding : undefined;
}

function pair(value: Config[string]): [number, number] {
  return Array.isArray(value) ? [Number(value[0]), Number(value[1])] : [Number(value), Number(value)];
}
