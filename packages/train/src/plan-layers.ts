// Reads a model of tfjs-layers as the layers of a training plan. Not every model is one: what a plan does not know
// trains on the tape (tape-step.ts), with the same results to rounding.
import { type LayerSpec, layerShapes, type PlanActivation } from '@nn101/kernels/plan';
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import { type Segment, segmentsOf } from './parameter-segments.ts';
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

/** How a model's layers and weights are known to a plan. */
export interface PlannedModel {
  readonly layers: readonly LayerSpec[];
  readonly segments: readonly Segment[];
}

/** What keeps a model off a plan, in words that complete "it cannot be planned for": `layer "a" (BatchNormalization)`. */
export interface PlanObstacle {
  readonly obstacle: string;
}

/** The model as a plan has it, or what is beyond a plan. */
export function planOf(model: LayersModel, seed: number): PlannedModel | PlanObstacle {
  const layers = planLayers(model, seed);
  if ('obstacle' in layers) return layers;
  const segments = segmentsOf(model.trainableWeights);
  if (segments) return { layers, segments };
  const weight = model.trainableWeights.find((one) => !segmentsOf([one]));
  return { obstacle: `the constraint of the weight "${weight?.name}"` };
}

/**
 * The model's layers for a plan, or what is beyond one: a model that is not sequential, a layer of another kind, with a
 * penalty on its weights, frozen, dilated, or without softmax at the end.
 */
export function planLayers(model: LayersModel, seed: number): LayerSpec[] | PlanObstacle {
  const obstacle = structureObstacle(model);
  if (obstacle) return { obstacle };
  const specs: LayerSpec[] = [];
  let dropouts = 0;
  let shape: readonly (number | null)[] = model.inputs[0].shape.slice(1);
  for (const layer of model.layers) {
    const name = layer.getClassName();
    if (name === 'InputLayer') continue;
    const config = layer.getConfig();
    const spec =
      name === 'Dropout' ? dropoutSpec(config, { seed, index: dropouts++ }) : readers[name]?.(config);
    const out = spec && shapeAfter(spec, shape);
    if (!spec || !out || !layer.trainable || penalties.some((key) => config[key])) {
      return { obstacle: `layer "${layer.name}" (${name})` };
    }
    specs.push(spec);
    shape = out;
  }
  const last = specs[specs.length - 1];
  if (last?.kind === 'dense' && last.activation === 'softmax') return specs;
  return { obstacle: 'its end, which is not a dense layer with softmax' };
}

function structureObstacle(model: LayersModel): string | undefined {
  const { inputs } = model;
  if (model.getClassName() !== 'Sequential') return 'its structure, which is not a sequence of layers';
  if (inputs.length !== 1) return `its ${inputs.length} inputs`;
  if (inputs[0].shape.length !== 4 || inputs[0].shape.slice(1).includes(null))
    return 'the shape of its input';
  return undefined;
}

// tfjs-layers applies a dense layer along the last axis of any shape; a plan does not.
function shapeAfter(spec: LayerSpec, shape: readonly (number | null)[]): readonly number[] | undefined {
  try {
    return layerShapes(spec, shape.map(Number)).out;
  } catch {
    return undefined;
  }
}

const penalties = ['kernelRegularizer', 'biasRegularizer', 'activityRegularizer'];

const readers: Readonly<Record<string, (config: Config) => LayerSpec | undefined>> = {
  Flatten: ({ dataFormat }) => (dataFormat === 'channelsFirst' ? undefined : { kind: 'flatten' }),
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
