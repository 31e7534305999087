// For tests: a network of the zoo with the same weights each time, and a run with every feature.

import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../checkpoint/checkpoint-format.ts';
import { writeWeights } from '../tape/layer-weights.ts';
import { type FitOptions, fit, weightsSha256 } from '../tape/model-functions.ts';
import type { ZooNetwork } from './zoo-network.ts';

/** Weights that depend only on their position, so that every model of a kind is the same. */
function withFixedWeights(model: LayersModel): LayersModel {
  let index = 0;
  for (const weight of model.weights) {
    const length = weight.shape.reduce<number>((product, one) => product * (one ?? 1), 1);
    const isScale = /gamma|moving_variance/.test(weight.originalName);
    const fanIn = weight.shape.length > 1 ? length / (weight.shape.at(-1) ?? 1) : 16;
    const values = Float32Array.from({ length }, () => {
      const uniform = ((index++ * 2654435761) >>> 8) / 2 ** 24 - 0.5;
      return isScale ? 1 + 0.2 * uniform : uniform * Math.sqrt(12 / fanIn) * 0.7;
    });
    writeWeights([weight], values);
  }
  return model;
}

/** A network's model. */
export const make = ({ create }: ZooNetwork) => withFixedWeights(create());
/** Losses and metrics of a network. */
export const objectivesOf = ({ loss, lossWeights, metrics }: ZooNetwork) => ({
  ...(loss && { loss }),
  ...(lossWeights && { lossWeights }),
  ...(metrics && { metrics }),
});

/** The weights that a run starts and ends with; on request, also a checkpoint from the middle of its second epoch. */
export async function trainNetwork(
  network: ZooNetwork,
  more: Partial<FitOptions>,
  onCheckpoint?: (made: Checkpoint) => void,
) {
  const model = make(network);
  const { train } = network;
  const run = fit(model, {
    ...{ train, validation: train, epochs: 2, batchSize: 20, lanes: 8, averageDecay: 0.9, seed: 3 },
    restoreBest: { quantity: 'valLoss' },
    ...objectivesOf(network),
    ...more,
  });
  let start: object = {};
  for await (const event of run) {
    if (event.type === 'start') start = event;
    if (event.type !== 'batch' || event.epoch !== 2 || event.step !== 2) continue;
    onCheckpoint?.(await decodeCheckpoint(await encodeCheckpoint(await run.checkpoint())));
  }
  const sha256 = await weightsSha256(model);
  model.dispose();
  return { start, sha256 };
}
