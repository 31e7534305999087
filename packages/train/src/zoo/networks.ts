// For tests: networks of every kind that trains on a graph, as tfjs-layers writes them, with data and losses of their own.
import { convolutionalNetworks } from './convolutional-networks.ts';
import { otherNetworks } from './other-networks.ts';
import type { ZooNetwork } from './zoo-network.ts';

/** By name; each call of a `create` makes new weights. */
export const networks: Readonly<Record<string, ZooNetwork>> = { ...convolutionalNetworks, ...otherNetworks };
