import type { Checkpoint } from '@nn101/train';
import { expect, test } from 'vitest';
import { createCheckpointKeeper } from './checkpoint-keeper.ts';

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
    take: () => checkpointAt(state.step),
    now: () => state.time,
    onKept: ({ step }) => kept.push(step),
    onFailure: (error) => failures.push(error),
  });
  return { state, kept, failures, keeper };
}

test('what is asked for is kept, in order', async () => {
  const { state, kept, keeper } = setUp();
  state.step = 3;
  const first = keeper.keep();
  await first;
  state.step = 4;
  await keeper.keep();
  expect(kept).toEqual([3, 4]);
});

test('now and then means rarely enough: a save of a second comes every twenty seconds', async () => {
  const { state, kept, keeper } = setUp();
  keeper.keepIfDue();
  expect(kept).toEqual([]);
  state.time = 5000;
  keeper.keepIfDue();
  await keeper.keep();
  const after = kept.length;
  state.time += 19_999;
  keeper.keepIfDue();
  await Promise.resolve();
  expect(kept.length).toBe(after);
  state.time += 1;
  keeper.keepIfDue();
  await keeper.keep();
  expect(kept.length).toBe(after + 2);
});

test('a full disk is told and disturbs nothing', async () => {
  const { failures, keeper } = setUp({ fails: true });
  await keeper.keep();
  await keeper.keep();
  expect(failures).toHaveLength(2);
});
