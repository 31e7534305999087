// Checks networks, both those of callers and those from files (network-json.ts): every number must be finite, and every layer
// must have as many inputs as the layer before it has units.

import type { ArgumentChecks } from '#arguments';
import { check } from '../check.ts';
import type { Vector } from '../matrix.ts';
import { type ActivationName, activations } from './activation.ts';
import type { Layer } from './layer.ts';

const activationNames = Object.keys(activations) as readonly ActivationName[];

interface Named {
  readonly name: string;
  readonly value: unknown;
}

/** Throws `INVALID_ARGUMENT`, or the error of `checks`, for the first value that is wrong. */
export function checkNetwork(
  value: unknown,
  checks: ArgumentChecks = check,
): asserts value is { readonly layers: readonly Layer[] } {
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

/** Throws `INVALID_ARGUMENT` unless `value` is a layer. */
export function checkLayer(name: string, value: unknown): asserts value is Layer {
  requireLayer({ name, value }, check);
}

/** Throws `INVALID_ARGUMENT` unless `value` is the name of an activation. */
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
    expected: `${units} ${units === 1 ? 'row' : 'rows'}, one for each bias`,
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

/** Requires one number or more. Typed arrays are rejected, because they round results and cannot be flattened. */
function requireNumbers({ name, value, length }: Named & { length?: number }, checks: ArgumentChecks): void {
  const fits = Array.isArray(value) && value.length > 0 && (length ?? value.length) === value.length;
  const expected = `an array of ${length ?? 'one or more'} ${length === 1 ? 'number' : 'numbers'}`;
  checks.that(fits, name, { expected, value });
  checks.numbers(name, value);
}

/**
 * A fast check without messages. Training checks the network of every step, and preparing the messages would take as long as a
 * step of a small network.
 */
function isNetwork(value: unknown): boolean {
  const layers = (value as { readonly layers?: unknown } | null | undefined)?.layers;
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
  // Indexed, because every() skips holes.
  for (let i = 0; i < value.length; i++) if (!Number.isFinite(value[i])) return false;
  return true;
}
