// A network to JSON and back. A Network is plain data already; here it gets a name and a version, and what
// comes back from a file, a URL or a stranger is checked before it is believed.

import { type ActivationName, activations } from './activation.ts';
import type { Layer } from './layer.ts';
import type { Network } from './network.ts';
import { ScratchError } from './scratch-error.ts';

const FORMAT = 'nn101-scratch-network';
const VERSION = 1;

/** A network as it is stored. `JSON.stringify` keeps every bit of its numbers (the sign of -0 apart). */
export interface NetworkJson {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly layers: readonly Layer[];
}

/** The network as a value for `JSON.stringify`. */
export function toJSON(network: Network): NetworkJson {
  return { format: FORMAT, version: VERSION, layers: network.layers };
}

/**
 * The network from a value that `JSON.parse` gave, copied and checked: every number finite, every shape
 * fitting. Throws `INVALID_NETWORK`, naming the first thing that is wrong.
 */
export function fromJSON(value: unknown): Network {
  const { format, version, layers } = requireRecord('the value', value);
  if (format !== FORMAT) throw refuse('format', FORMAT, format);
  if (version !== VERSION) throw refuse('version', `${VERSION}`, version);
  let width: number | undefined;
  return {
    layers: requireArray('layers', layers).map((item, l): Layer => {
      const { weights, biases, activation } = requireRecord(`layers[${l}]`, item);
      const b = requireNumbers({ name: `layers[${l}].biases`, value: biases });
      const rows = requireArray(`layers[${l}].weights`, weights);
      if (rows.length !== b.length) throw refuse(`layers[${l}].weights`, `${b.length} rows`, rows.length);
      const w = rows.map((row, j) => {
        const numbers = requireNumbers({ name: `layers[${l}].weights[${j}]`, value: row, length: width });
        width = numbers.length;
        return numbers;
      });
      width = b.length;
      return { weights: w, biases: b, activation: requireActivation(`layers[${l}].activation`, activation) };
    }),
  };
}

function requireRecord(name: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) throw refuse(name, 'an object', value);
  return value as Record<string, unknown>;
}

function requireArray(name: string, value: unknown): unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw refuse(name, 'a list with one item or more', value);
  return value;
}

function requireNumbers({
  name,
  value,
  length,
}: {
  name: string;
  value: unknown;
  length?: number;
}): number[] {
  const list = requireArray(name, value);
  if (length !== undefined && list.length !== length) throw refuse(name, `${length} numbers`, list.length);
  return list.map((number, i) => {
    if (typeof number !== 'number' || !Number.isFinite(number)) {
      throw refuse(`${name}[${i}]`, 'a finite number', number);
    }
    return number;
  });
}

function requireActivation(name: string, value: unknown): ActivationName {
  const known = Object.keys(activations) as ActivationName[];
  const activation = known.find((candidate) => candidate === value);
  if (activation === undefined) throw refuse(name, `one of ${known.join(', ')}`, value);
  return activation;
}

function refuse(name: string, expected: string, received: unknown): ScratchError {
  const shown = (JSON.stringify(received) ?? String(received)).slice(0, 60);
  return new ScratchError(
    'INVALID_NETWORK',
    `Not a network: ${name} expects ${expected}, received ${shown}. Give what toJSON made.`,
  );
}
