// Is this a network? Asked of every network that a caller gives, and of what comes from a file (network-json.ts): layers
// in a row, each number finite, each layer as wide as the one before says.

import type { ArgumentChecks } from '#arguments';
import { type ActivationName, activations } from './activation.ts';
import { check } from './check.ts';
import type { Layer } from './layer.ts';
import type { Vector } from './matrix.ts';
import type { Network } from './network.ts';

const activationNames = Object.keys(activations) as readonly ActivationName[];

interface Named {
  readonly name: string;
  readonly value: unknown;
}

/** Throws `INVALID_ARGUMENT`, or the error of `checks`, naming the first thing that is wrong. */
export function checkNetwork(value: unknown, checks: ArgumentChecks = check): asserts value is Network {
  if (isNetwork(value)) return;
  checks.record('network', value, '{ layers }');
  const { layers } = value;
  checks.list('network.layers', layers, { min: 1 });
  let inputs: number | undefined;
  for (let l = 0; l < layers.length; l++) {
    const layer: unknown = layers[l];
    requireLayer({ name: `network.layers[${l}]`, value: layer, inputs }, checks);
    inputs = (layer as Layer).biases.length;
  }
}

/** Throws `INVALID_ARGUMENT` unless it is a layer, of any size. */
export function checkLayer(name: string, value: unknown): asserts value is Layer {
  requireLayer({ name, value }, check);
}

/** Throws `INVALID_ARGUMENT` unless it is the name of an activation. */
export function checkActivation(name: string, value: unknown): asserts value is ActivationName {
  check.oneOf(name, value, activationNames);
}

function requireLayer({ name, value, inputs }: Named & { inputs?: number }, checks: ArgumentChecks): void {
  checks.record(name, value, '{ weights, biases, activation }');
  const { weights, biases, activation } = value;
  requireNumbers({ name: `${name}.biases`, value: biases }, checks);
  const units = (biases as readonly number[]).length;
  checks.list(`${name}.weights`, weights, { min: 1 });
  checks.that(weights.length === units, `${name}.weights`, {
    expected: `${units} ${units === 1 ? 'row' : 'rows'}, as there are biases`,
    value: weights,
  });
  let width = inputs;
  for (let j = 0; j < units; j++) {
    const row: unknown = weights[j];
    requireNumbers({ name: `${name}.weights[${j}]`, value: row, length: width }, checks);
    width = (row as readonly number[]).length;
  }
  checks.oneOf(`${name}.activation`, activation, activationNames);
}

/** One number or more. Typed arrays are refused: they round what is computed into them, and don't flatten. */
function requireNumbers({ name, value, length }: Named & { length?: number }, checks: ArgumentChecks): void {
  const fits = Array.isArray(value) && value.length > 0 && (length ?? value.length) === value.length;
  const expected = `an array of ${length ?? 'one or more'} ${length === 1 ? 'number' : 'numbers'}`;
  checks.that(fits, name, { expected, value });
  checks.numbers(name, value);
}

/**
 * Whether it is a network, without a word on what is wrong. Training asks this of every step's network, and the words
 * would take as long as a step of a small one.
 */
function isNetwork(value: unknown): boolean {
  const layers = (value as Partial<Network> | null | undefined)?.layers;
  if (!Array.isArray(layers) || layers.length === 0) return false;
  let inputs: number | undefined;
  for (const layer of layers as readonly (Partial<Layer> | null | undefined)[]) {
    const { weights, biases, activation } = layer ?? {};
    if (!isVector(biases) || !Array.isArray(weights) || weights.length !== biases.length) return false;
    if (!activationNames.includes(activation as ActivationName)) return false;
    inputs ??= (weights[0] as Vector | undefined)?.length;
    for (const row of weights as readonly unknown[]) {
      if (!isVector(row) || row.length !== inputs) return false;
    }
    inputs = biases.length;
  }
  return true;
}

function isVector(value: unknown): value is Vector {
  if (!Array.isArray(value) || value.length === 0) return false;
  // Indexed, because every() passes over holes.
  for (let i = 0; i < value.length; i++) if (!Number.isFinite(value[i])) return false;
  return true;
}
