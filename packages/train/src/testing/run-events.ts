// The events of a run of two epochs, the second without validation.
import type { TrainingEvent } from '../events.ts';
import { epochRecord } from './checkpoints.ts';

const first = epochRecord({
  epoch: 1,
  loss: 0.1 + 0.2,
  valLoss: Number.POSITIVE_INFINITY,
  valAccuracy: 0.25,
});
const second = epochRecord({ epoch: 2, loss: 0.25 });
const batch = {
  type: 'batch',
  steps: 3,
  samples: 10,
  loss: 0.5,
  accuracy: 0.75,
  metrics: { accuracy: 0.75 },
} as const;

export const runEvents: readonly TrainingEvent[] = [
  {
    ...{ type: 'start', epochs: 2, stepsPerEpoch: 3, samples: 30, parameters: 4 },
    ...{ metrics: ['accuracy'], engine: 'plan', workers: 1, sharedMemory: true, arithmetic: 'deterministic' },
  },
  { ...batch, epoch: 1, step: 1 },
  { type: 'epoch', ...first },
  { ...batch, epoch: 2, step: 3 },
  { type: 'epoch', ...second },
  { type: 'end', epochs: 2, seconds: 4, microsecondsPerSample: 20, history: { epochs: [first, second] } },
];
