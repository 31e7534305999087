// A checkpoint for tests, as a run creates it. Arbitrary checkpoints: any-checkpoint.ts.
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import type { EpochRecord } from '../events.ts';

/** A checkpoint of a run in its second epoch, identified by `updates`. */
export function checkpointAt(updates: number, values = 6): Checkpoint {
  return {
    fingerprint: '{"seed":0}',
    position: { epoch: 2, step: 1, updates },
    progress: { samples: 32, lossSum: 12.5, correct: 30, milliseconds: 8.25 },
    history: [epochRecord({ epoch: 1, valLoss: 0.5, valAccuracy: 0.75 })],
    bestEpoch: 1,
    vectors: {
      weights: new Float32Array(values).fill(updates),
      moment1: Float32Array.of(-0, Number.POSITIVE_INFINITY),
    },
  };
}

/** A record of a classifier: its only metric is accuracy. */
export function epochRecord(some: Partial<EpochRecord>): EpochRecord {
  const { accuracy = 0.5, valAccuracy } = some;
  return {
    ...{ epoch: 1, loss: 1, accuracy, metrics: { accuracy } },
    ...{ learningRate: 0.001, seconds: 2, microsecondsPerSample: 20 },
    ...(valAccuracy !== undefined && { valMetrics: { accuracy: valAccuracy } }),
    ...some,
  };
}
