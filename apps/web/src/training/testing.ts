// A network's probabilities for a set's test split, computed once while its weights stay as they are.
import { summarize } from '@nn101/models';
import { predict } from '@nn101/train';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { ShelvedData } from './data-shelf.ts';
import { checkShape } from './inspect.ts';
import type { ShelvedNetwork } from './network-shelf.ts';
import type { Tested } from './test-report.ts';
import { TrainPageError } from './train-page-error.ts';

/** Outputs of all layers of one forward pass may take so many bytes. */
const passBytes = 64 * 2 ** 20;

/** How many images go through a network at a time. */
export function inferenceBatch(model: LayersModel): number {
  return Math.min(1000, Math.max(10, Math.floor(passBytes / summarize(model).activationBytes)));
}

/** @throws TrainPageError `SHAPE_MISMATCH` where set and network do not fit each other */
export async function testNetwork(
  network: ShelvedNetwork,
  { data, signal }: { data: ShelvedData; signal?: AbortSignal },
): Promise<Tested> {
  const { model, tested } = network;
  const { labels, classNames } = data.test;
  checkShape(model, data.test);
  const classes = model.outputs[0].shape[1] ?? 0;
  if (classes !== classNames.length) {
    throw new TrainPageError(
      'SHAPE_MISMATCH',
      `The network knows ${classes} classes, and ${data.title} has ${classNames.length}. Train a network on this set.`,
    );
  }
  const known = tested.get(data);
  if (known) return { labels, classNames, probabilities: known };
  const probabilities = await predict(model, data.test, { batchSize: inferenceBatch(model), signal });
  // While the network is being trained the next question is about other weights.
  if (!network.refresh) tested.set(data, probabilities);
  return { labels, classNames, probabilities };
}
