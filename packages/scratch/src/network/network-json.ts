// Converts a network to JSON and back. A network is already plain data; this file adds a format name and a version, and checks
// what comes from a file or a URL.

import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { ScratchError } from '../scratch-error.ts';
import { checkNetwork } from './check-network.ts';
import type { Layer } from './layer.ts';
import type { Network } from './network.ts';

const FORMAT = 'nn101-scratch-network';
const VERSION = 1;

/** A stored network. `JSON.stringify` preserves every bit of its numbers, except for the sign of -0. */
export interface NetworkJson {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly layers: readonly Layer[];
}

/** Returns the network as a value for `JSON.stringify`. Throws `INVALID_ARGUMENT` unless it is a network. */
export function toJSON(network: Network): NetworkJson {
  checkNetwork(network);
  return { format: FORMAT, version: VERSION, layers: network.layers };
}

const checks: ArgumentChecks = createArgumentChecks(
  (message) =>
    new ScratchError('INVALID_NETWORK', `Not a network: ${message} Pass a value that toJSON returned.`),
);

/**
 * Returns a copy of the network in a value from `JSON.parse`, after checking that all numbers are finite and all shapes fit.
 * Throws `INVALID_NETWORK` for the first value that is wrong.
 */
export function fromJSON(value: unknown): Network {
  checks.record('the value', value, 'returned by JSON.parse');
  const { format, version, layers } = value;
  checks.oneOf('format', format, [FORMAT]);
  checks.that(version === VERSION, 'version', { expected: `${VERSION}`, value: version });
  const network: unknown = { layers };
  checkNetwork(network, checks);
  return {
    layers: network.layers.map(({ weights, biases, activation }) => ({
      weights: weights.map((row) => [...row]),
      biases: [...biases],
      activation,
    })),
  };
}
