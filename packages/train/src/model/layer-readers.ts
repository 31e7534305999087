// What each layer of tfjs-layers is in a graph: one operation after the other. A layer that is not here, or is here with an
// option that the operations lack, is beyond a graph.
import type { OperationSpec, Shape } from '@nn101/kernels/graph';
import type { layers } from '@tensorflow/tfjs-layers';
import { randomKey } from '../random-streams.ts';

type Config = ReturnType<layers.Layer['getConfig']>;

/** What a reader knows beside the layer's configuration. */
export interface LayerContext {
  /** Shapes of the layer's inputs, without the batch. */
  readonly inputs: readonly Shape[];
  /** Shape of its output; undefined where a length is open. */
  readonly output: Shape | undefined;
  /** Of the run. */
  readonly seed: number;
  /** Which one it is of the model's layers with random numbers; -1 for the others. */
  readonly index: number;
}

/** The operations of a layer, in order: the first takes the layer's inputs. undefined where it is beyond a graph. */
export function readLayer(layer: layers.Layer, context: LayerContext): readonly OperationSpec[] | undefined {
  const config = layer.getConfig();
  if (penalties.some((key) => config[key])) return undefined;
  return readers[layer.getClassName()]?.(config, context);
}

const penalties = ['kernelRegularizer', 'biasRegularizer', 'activityRegularizer'];

type Reader = (config: Config, context: LayerContext) => readonly OperationSpec[] | undefined;

/** The operation of an activation by tfjs-layers' name; none for 'linear', undefined for one that the graph lacks. */
const activations: Readonly<Record<string, readonly OperationSpec[]>> = {
  linear: [],
  relu: [{ kind: 'activation', activation: 'relu' }],
  elu: [{ kind: 'activation', activation: 'elu' }],
  selu: [{ kind: 'activation', activation: 'selu' }],
  softplus: [{ kind: 'activation', activation: 'softplus' }],
  softsign: [{ kind: 'activation', activation: 'softsign' }],
  tanh: [{ kind: 'activation', activation: 'tanh' }],
  sigmoid: [{ kind: 'activation', activation: 'sigmoid' }],
  hardSigmoid: [{ kind: 'activation', activation: 'hard_sigmoid' }],
  exponential: [{ kind: 'activation', activation: 'exponential' }],
  softmax: [{ kind: 'softmax' }],
};

const readers: Readonly<Record<string, Reader>> = {
  Activation: (config) => activationOf(config),
  Add: () => [{ kind: 'add' }],
  Conv2D: (config) => {
    const [padding, activation] = [paddingOf(config), activationOf(config)];
    if (!padding || !activation || isChannelsFirst(config)) return undefined;
    const convolution = {
      kind: 'conv2d',
      filters: Number(config.filters),
      kernelSize: pair(config.kernelSize),
      strides: pair(config.strides),
      padding,
      dilations: pair(config.dilationRate ?? 1),
      useBias: config.useBias === true,
    } as const;
    return [convolution, ...activation];
  },
  Dense: (config) => {
    const activation = activationOf(config);
    if (!activation) return undefined;
    return [{ kind: 'dense', units: Number(config.units), useBias: config.useBias === true }, ...activation];
  },
  Dropout: (config, { seed, index }) => {
    const rate = Number(config.rate);
    if (config.noiseShape || rate >= 1) return undefined;
    return [{ kind: 'dropout', rate, key: randomKey({ seed, stream: 'dropout', index }) }];
  },
  Flatten: (config, { inputs: [shape] }) => {
    if (isChannelsFirst(config)) return undefined;
    return [{ kind: 'reshape', shape: [shape.reduce((product, length) => product * length, 1)] }];
  },
  MaxPooling2D: (config) => {
    const padding = paddingOf(config);
    if (!padding || isChannelsFirst(config)) return undefined;
    return [{ kind: 'maxPool2d', poolSize: pair(config.poolSize), strides: pair(config.strides), padding }];
  },
  ReLU: (config) =>
    config.maxValue === null || config.maxValue === undefined ? activations.relu : undefined,
  Reshape: (_, { output }) => output && [{ kind: 'reshape', shape: output }],
  Softmax: ({ axis }, { inputs: [shape] }) => {
    const last = axis === undefined || axis === null || Number(axis) === -1 || Number(axis) === shape.length;
    return last ? [{ kind: 'softmax' }] : undefined;
  },
};

function activationOf({ activation }: Config): readonly OperationSpec[] | undefined {
  return activations[String(activation ?? 'linear')];
}

function isChannelsFirst({ dataFormat }: Config): boolean {
  return dataFormat === 'channelsFirst';
}

function paddingOf({ padding }: Config): 'same' | 'valid' | undefined {
  return padding === 'same' || padding === 'valid' ? padding : undefined;
}

function pair(value: Config[string]): [number, number] {
  return Array.isArray(value) ? [Number(value[0]), Number(value[1])] : [Number(value), Number(value)];
}
