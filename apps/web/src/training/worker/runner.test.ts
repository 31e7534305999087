import type { Checkpoint } from '@nn101/train/graph';
import { expect, test } from 'vitest';
import { createCheckpointManager } from './runner.ts';

function checkpointAt(step: number): Checkpoint {
  return {
    fingerprint: '{}',
    position: { epoch: 1, step, updates: step },
    progress: { samples: 0, lossSum: 0, correct: 0, milliseconds: 0 },
    history: [],
    vectors: {},
  };
}

function setUp({ fails = false } = {}) {
  const state = { time: 0, step: 0 };
  const saved: number[] = [];
  const failures: unknown[] = [];
  const checkpoints = createCheckpointManager({
    store: {
      save: async () => {
        state.time += 1000;
        if (fails) throw new Error('the disk is full');
      },
      load: async () => undefined,
      clear: async () => undefined,
    },
    take: async () => checkpointAt(state.step),
    now: () => state.time,
    onSaved: ({ step }) => saved.push(step),
    onFailure: (error) => failures.push(error),
  });
  return { state, saved, failures, checkpoints };
}

test('a checkpoint is saved whenever one is requested', async () => {
  const { state, saved, checkpoints } = setUp();
  state.step = 3;
  await checkpoints.save();
  state.step = 4;
  await checkpoints.save();
  expect(saved).toEqual([3, 4]);
});

test('saves that take a second are due every twenty seconds', async () => {
  const { state, saved, checkpoints } = setUp();
  await checkpoints.saveIfDue();
  expect(saved).toHaveLength(0);
  state.time = 5000;
  await checkpoints.saveIfDue();
  expect(saved).toHaveLength(1);
  state.time += 19_999;
  await checkpoints.saveIfDue();
  expect(saved).toHaveLength(1);
  state.time += 1;
  await checkpoints.saveIfDue();
  expect(saved).toHaveLength(2);
});

test('a full disk is reported, and nothing is thrown', async () => {
  const { failures, checkpoints } = setUp({ fails: true });
  await checkpoints.save();
  await checkpoints.save();
  expect(failures).toHaveLength(2);
});
