import { expect, test } from 'vitest';
import { runEvents } from '../testing/run-events.ts';
import { type Scalar, scalarsRecord, versionRecord } from './event-record.ts';
import { tensorBoardLog } from './tensor-board-log.ts';

const now = () => 256_500;
const seconds = 256.5;
const first: Scalar[] = [
  ['epoch_loss', 0.1 + 0.2],
  ['epoch_accuracy', 0.5],
  ['epoch_learning_rate', 0.001],
  ['epoch_val_loss', Number.POSITIVE_INFINITY],
  ['epoch_val_accuracy', 0.25],
];
const second: Scalar[] = [
  ['epoch_loss', 0.25],
  ['epoch_accuracy', 0.5],
  ['epoch_learning_rate', 0.001],
];
const batch: Scalar[] = [
  ['batch_loss', 0.5],
  ['batch_accuracy', 0.75],
];

test('writes the version, then the scalars of each epoch', () => {
  expect(runEvents.map(tensorBoardLog({ now }))).toEqual([
    versionRecord(seconds),
    undefined,
    scalarsRecord({ seconds, step: 1, scalars: first }),
    undefined,
    scalarsRecord({ seconds, step: 2, scalars: second }),
    undefined,
  ]);
});

test('writes no second version if the run was resumed', () => {
  const start = { ...runEvents[0], resumed: { epoch: 2, step: 1 } };
  expect([start].map(tensorBoardLog({ now }))).toEqual([undefined]);
});

test('includes batches on request, by step of the run; no second version when it continues a file', () => {
  expect(runEvents.map(tensorBoardLog({ now, batches: true, append: true })).slice(0, 4)).toEqual([
    undefined,
    scalarsRecord({ seconds, step: 1, scalars: batch }),
    scalarsRecord({ seconds, step: 1, scalars: first }),
    scalarsRecord({ seconds, step: 6, scalars: batch }),
  ]);
});
