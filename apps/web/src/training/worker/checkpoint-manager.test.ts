import type { Checkpoint } from '@nn101/train/graph';
import { expect, test } from 'vitest';
import { createCheckpointKeeper } from './checkpoint-manager.ts';

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
  const kept: number[] = [];
  const failures: unknown[] = [];
  const keeper = createCheckpointKeeper({
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
    onKept: ({ step }) => kept.push(step),
    onFailure: (error) => failures.push(error),
  });
  return { state, kept, failures, keeper };
}

test('what is asked for is kept', async () => {
  const { state, kept, keeper } = setUp();
  state.step = 3;
  await keeper.keep();
  state.step = 4;
  await keeper.keep();
  expect(kept).toEqual([3, 4]);
});

test('now and then means rarely enough: a save of a second comes every twenty seconds', async () => {
  const { state, kept, keeper } = setUp();
  await keeper.keepIfDue();
  expect(kept).toHaveLength(0);
  state.time = 5000;
  await keeper.keepIfDue();
  expect(kept).toHaveLength(1);
  state.time += 19_999;
  await keeper.keepIfDue();
  expect(kept).toHaveLength(1);
  state.time += 1;
  await keeper.keepIfDue();
  expect(kept).toHaveLength(2);
});

test('a full disk is told and disturbs nothing', async () => {
  const { failures, keeper } = setUp({ fails: true });
  await keeper.keep();
  await keeper.keep();
  expect(failures).toHaveLength(2);
});
