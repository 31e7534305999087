// A network to JSON and back. A Network is plain data already; here it gets a name and a version, and what
// comes back from a file, a URL or a stranger is checked before it is believed.

import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { checkNetwork } from './check-network.ts';
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

/** The network as a value for `JSON.stringify`. Throws `INVALID_ARGUMENT` for what is none. */
export function toJSON(network: Network): NetworkJson {
  checkNetwork(network);
  return { format: FORMAT, version: VERSION, layers: network.layers };
}

const refuse: ArgumentChecks = createArgumentChecks(
  (message) => new ScratchError('INVALID_NETWORK', `Not a network: ${message} Give what toJSON made.`),
);

/**
 * The network from a value that `JSON.parse` gave, copied and checked: every number finite, every shape
 * fitting. Throws `INVALID_NETWORK`, naming the first thing that is wrong.
 */
export function fromJSON(value: unknown): Network {
  refuse.record('the value', value, 'that JSON.parse gave');
  const { format, version, layers } = value;
  refuse.oneOf('format', format, [FORMAT]);
  refuse.that(version === VERSION, 'version', { expected: `${VERSION}`, value: version });
  const network: unknown = { layers };
  checkNetwork(network, refuse);
  return {
    layers: network.layers.map(({ weights, biases, activation }) => ({
      weights: weights.map((row) => [...row]),
      biases: [...biases],
      activation,
    })),
  };
}
