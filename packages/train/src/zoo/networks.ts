// For tests: networks of every kind that trains on a graph, written with tfjs-layers, with their data and losses.
import { convolutionalNetworks } from './convolutional-networks.ts';
import { otherNetworks } from './other-networks.ts';
import type { ZooNetwork } from './zoo-network.ts';

/** By name; each call of `create` makes new weights. */
export const networks: Readonly<Record<string, ZooNetwork>> = { ...convolutionalNetworks, ...otherNetworks };
