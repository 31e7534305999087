// A model's layers as data: what the model files list, "your turn" rewrites and course-network.ts turns into
// tfjs layers. Whether they fit each other: layer-shapes.ts.
import { type ActivationName, activationNames } from './activation.ts';
import { check } from './check.ts';

/** 3x3 convolution, stride 1, relu. `maxNorm` bounds the length of each kernel column (Keras' axis 0). */
export interface Conv2dSpec {
  readonly kind: 'conv2d';
  /** 1 to 65,536. */
  readonly filters: number;
  readonly padding: 'valid' | 'same';
  /** Above 0. */
  readonly maxNorm?: number;
}

/** Largest value of each 2x2 window, stride 2. */
export interface MaxPooling2dSpec {
  readonly kind: 'maxPooling2d';
}

/** Sets a fraction `rate` of the values to zero while training, and scales the others by 1 / (1 - rate). */
export interface DropoutSpec {
  readonly kind: 'dropout';
  /** From 0 to below 1. */
  readonly rate: number;
}

/** From an image or feature maps to one row of numbers. */
export interface FlattenSpec {
  readonly kind: 'flatten';
}

/** A hidden dense layer: what "your turn" changes. */
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

/** Units that a dense layer may have, and filters that a convolution may. */
export const mostUnits = 65_536;

/** Fewer classes than two leave nothing to choose from: one softmax output is always 1. */
export const fewestClasses = 2;

const fields: Readonly<Record<LayerSpec['kind'], readonly string[]>> = {
  conv2d: ['kind', 'filters', 'padding', 'maxNorm'],
  maxPooling2d: ['kind'],
  dropout: ['kind', 'rate'],
  flatten: ['kind'],
  hidden: ['kind', 'units', 'activation'],
  output: ['kind', 'units'],
};

const kinds = Object.keys(fields) as readonly LayerSpec['kind'][];

/** @throws ModelError `INVALID_ARGUMENT` where `value` is no list of layers, one or more; says which one is wrong */
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
    check.wholeNumber(`${name}.filters`, filters, { min: 1, max: mostUnits });
    check.oneOf(`${name}.padding`, padding, ['valid', 'same']);
    if (maxNorm !== undefined) check.number(`${name}.maxNorm`, maxNorm, { above: 0 });
  } else if (kind === 'dropout') {
    check.number(`${name}.rate`, rate, { min: 0, below: 1 });
  } else if (kind === 'hidden') {
    check.wholeNumber(`${name}.units`, units, { min: 1, max: mostUnits });
    check.oneOf(`${name}.activation`, activation, activationNames);
  } else if (kind === 'output') {
    check.wholeNumber(`${name}.units`, units, { min: fewestClasses, max: mostUnits });
  }
}
