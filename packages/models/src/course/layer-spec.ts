// The layers of the course's models as data: models.ts lists them, override-layers.ts changes them, and course-network.ts
// translates them into the general vocabulary of network/. Whether they fit each other is checked in layer-shapes.ts.
import { check } from '../check.ts';

/** A 3x3 convolution with stride 1 and relu. `maxNorm` bounds the norm of each kernel column (Keras' axis 0). */
export interface Conv2dSpec {
  readonly kind: 'conv2d';
  /** 1 to 65,536. */
  readonly filters: number;
  readonly padding: 'valid' | 'same';
  /** Above 0. */
  readonly maxNorm?: number;
}

/** The largest value of each 2x2 window, with stride 2. */
export interface MaxPooling2dSpec {
  readonly kind: 'maxPooling2d';
}

/** During training, sets a fraction `rate` of the values to zero and scales the others by 1 / (1 - rate). */
export interface DropoutSpec {
  readonly kind: 'dropout';
  /** From 0 to below 1. */
  readonly rate: number;
}

/** Reshapes an image or feature maps into a vector. */
export interface FlattenSpec {
  readonly kind: 'flatten';
}

/** A hidden dense layer, which {@link LayerOverrides} can change. */
export interface HiddenSpec {
  readonly kind: 'hidden';
  /** 1 to 65,536. */
  readonly units: number;
  readonly activation: ActivationName;
}

/** The last dense layer: one softmax probability for each class. */
export interface OutputSpec {
  readonly kind: 'output';
  /** Number of classes, 2 to 65,536. */
  readonly units: number;
}

/** One layer of a model as data, with Keras' names and meanings. */
export type LayerSpec = Conv2dSpec | MaxPooling2dSpec | DropoutSpec | FlattenSpec | HiddenSpec | OutputSpec;

/** Maximum number of units of a dense layer, and of filters of a convolution. */
export const maxUnits = 65_536;

/** Minimum number of classes: a single softmax output would always be 1. */
export const minClasses = 2;

const fields: Readonly<Record<LayerSpec['kind'], readonly string[]>> = {
  conv2d: ['kind', 'filters', 'padding', 'maxNorm'],
  maxPooling2d: ['kind'],
  dropout: ['kind', 'rate'],
  flatten: ['kind'],
  hidden: ['kind', 'units', 'activation'],
  output: ['kind', 'units'],
};

const kinds = Object.keys(fields) as readonly LayerSpec['kind'][];

/** @throws ModelError `INVALID_ARGUMENT` unless `value` is a non-empty list of layers; the message names the wrong one */
export function checkLayers(value: unknown): asserts value is readonly LayerSpec[] {
  check.list('layers', value, { min: 1 });
  for (const [index, layer] of value.entries()) checkLayer(`layers[${index}]`, layer);
}

function checkLayer(name: string, layer: unknown): void {
  check.record(name, layer, '{ kind, … }');
  const { kind, filters, padding, maxNorm, rate, units, activation } = layer;
  check.oneOf(`${name}.kind`, kind, kinds);
  check.options(name, layer, fields[kind]);
  if (kind === 'conv2d') {
    check.wholeNumber(`${name}.filters`, filters, { min: 1, max: maxUnits });
    check.oneOf(`${name}.padding`, padding, ['valid', 'same']);
    if (maxNorm !== undefined) check.number(`${name}.maxNorm`, maxNorm, { above: 0 });
  } else if (kind === 'dropout') {
    check.number(`${name}.rate`, rate, { min: 0, below: 1 });
  } else if (kind === 'hidden') {
    check.wholeNumber(`${name}.units`, units, { min: 1, max: maxUnits });
    check.oneOf(`${name}.activation`, activation, activationNames);
  } else if (kind === 'output') {
    check.wholeNumber(`${name}.units`, units, { min: minClasses, max: maxUnits });
  }
}

const names = [
  'relu',
  'elu',
  'selu',
  'softmax',
  'softplus',
  'softsign',
  'tanh',
  'sigmoid',
  'hard_sigmoid',
  'exponential',
  'linear',
] as const;

/** An activation by Keras' name. */
export type ActivationName = (typeof names)[number];

/** Every activation that a hidden layer can take, in the notebook's order. */
export const activationNames: readonly ActivationName[] = names;

/** Tells whether a value, of any type, is the name of an activation. */
export function isActivationName(word: unknown): word is ActivationName {
  return typeof word === 'string' && activationNames.some((name) => name === word);
}
