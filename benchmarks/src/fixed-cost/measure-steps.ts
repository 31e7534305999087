// Whole training steps with any number of workers: of a network so small that only the fixed cost is left, and of real ones.
import { createModel } from '@nn101/models';
import { type NetworkName, networks } from '@nn101/models/graph';
import { RandomState } from '@nn101/scratch';
import { fit } from '@nn101/train';
import * as tf from '@tensorflow/tfjs-layers';
import { classes } from '../training/random-batch.ts';

const endless = 1_000_000;

/** A step's shape, and for how long such steps are taken. */
export interface StepOptions {
  readonly batchSize: number;
  readonly lanes: number;
  readonly workers: number;
  /** After so many it ends. */
  readonly milliseconds: number;
}

/** A network that is trained, and the images it takes. */
export interface Subject {
  readonly model: tf.LayersModel;
  readonly inputShape: readonly [number, number, number];
}

/** 218 parameters: every kernel is called as for a large network, and none has anything to do. */
export function tinyNetwork(): Subject {
  const inputShape = [4, 4, 1] as const;
  const layers = [
    tf.layers.flatten({ inputShape: [...inputShape] }),
    tf.layers.dense({ units: 8, activation: 'relu' }),
    tf.layers.dense({ units: classes, activation: 'softmax' }),
  ];
  return { model: tf.sequential({ layers }), inputShape };
}

export function realNetwork(name: NetworkName): Subject {
  return { model: createModel(name, { seed: 0 }), inputShape: networks[name].inputShape };
}

/** Microseconds of steps on one random batch, two at least, after two to warm up. */
export async function stepTimes(
  subject: Subject,
  { batchSize, lanes, workers, milliseconds }: StepOptions,
): Promise<number[]> {
  const { model, inputShape } = subject;
  const random = new RandomState(0);
  const size = inputShape.reduce((product, length) => product * length, batchSize);
  const train = {
    images: Uint8Array.from(random.rand(size), (value) => 256 * value),
    labels: Uint8Array.from(random.rand(batchSize), (value) => classes * value),
    shape: [batchSize, ...inputShape] as const,
  };
  const times: number[] = [];
  // One step an epoch: then an epoch's time is that of its step.
  const began = performance.now();
  for await (const event of fit(model, { train, epochs: endless, batchSize, lanes, workers, seed: 0 })) {
    if (event.type === 'epoch') times.push(event.microsecondsPerSample * batchSize);
    if (times.length >= 4 && performance.now() - began > milliseconds) break;
  }
  return times.slice(2);
}
