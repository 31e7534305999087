// A network's probabilities for a set's test split, computed once while its weights stay as they are.
import { predict } from '@nn101/train/graph';
import type { ShelvedData } from '../data/dataset-cache.ts';
import type { ShelvedNetwork } from '../network/model-registry.ts';
import type { PageNetwork } from '../network/page-network.ts';
import { TrainPageError } from '../train-page-error.ts';
import type { Tested } from './evaluate.ts';
import { checkShape } from './inspect.ts';

/** Outputs of all layers of one forward pass may take so many bytes. */
const passBytes = 64 * 2 ** 20;

/** How many images go through a network at a time. */
export function inferenceBatch({ activationBytes }: PageNetwork): number {
  return Math.min(1000, Math.max(10, Math.floor(passBytes / activationBytes)));
}

/** @throws TrainPageError `SHAPE_MISMATCH` where set and network do not fit each other */
export async function testNetwork(
  shelved: ShelvedNetwork,
  { data, signal }: { data: ShelvedData; signal?: AbortSignal },
): Promise<Tested> {
  const { network, tested } = shelved;
  const { labels, classNames } = data.test;
  checkShape(network, data.test);
  const { classes } = network.description;
  if (classes !== classNames.length) {
    throw new TrainPageError(
      'SHAPE_MISMATCH',
      `The network knows ${classes} classes, and ${data.title} has ${classNames.length}. Train a network on this set.`,
    );
  }
  const known = tested.get(data);
  if (known) return { labels, classNames, probabilities: known };
  const probabilities = await predict(network.network, data.test, {
    batchSize: inferenceBatch(network),
    signal,
  });
  // While the network is being trained the next question is about other weights.
  if (!shelved.refresh) tested.set(data, probabilities);
  return { labels, classNames, probabilities };
}
