import { expect, test } from 'vitest';
import { initialState } from '../../state/url-state.ts';
import { createDriver } from './playground-driver.ts';
import type { PlaygroundFrame, PlaygroundReply } from './playground-messages.ts';
import { type PlaygroundSettings, playgroundCodec, runConfiguration } from './playground-settings.ts';

/** A driver on a clock that moves by one millisecond whenever it is read, and whose timers run when asked. */
function driverOnPaper(settings: Partial<PlaygroundSettings> = {}) {
  const replies: PlaygroundReply[] = [];
  const timers: (() => void)[] = [];
  let time = 0;
  const driver = createDriver({
    now: () => time++,
    later: (callback) => timers.push(callback),
    post: (reply) => replies.push(reply),
  });
  const configuration = runConfiguration({ ...initialState(playgroundCodec), ...settings });
  const configure = (step: number) =>
    driver.take({ type: 'configure', run: 1, configuration, range: [-0.5, 1.5], step });
  const runTimers = (most = 10_000) => {
    for (let i = 0; i < most && timers.length > 0; i++) timers.shift()?.();
  };
  const frames = () => replies.filter((reply): reply is PlaygroundFrame => reply.type === 'frame');
  return { driver, configure, runTimers, frames, replies };
}

test('a link with a step gets there in slices, with frames on the way', () => {
  const { configure, runTimers, frames } = driverOnPaper();
  configure(100);
  runTimers();
  expect(frames().at(-1)).toMatchObject({ step: 100, isMoving: false });
  expect(frames().length).toBeGreaterThan(3);
});

test('playing keeps its pace, and pausing stops it', () => {
  const { driver, configure, runTimers, frames } = driverOnPaper();
  configure(0);
  driver.take({ type: 'goTo', step: 50_000, stepsPerSecond: 100, frameGap: 40 });
  runTimers(5);
  expect(frames().map(({ step }) => step)).toEqual([0, 4, 8, 12, 16, 20]);
  driver.take({ type: 'pause' });
  runTimers();
  expect(frames().at(-1)).toMatchObject({ step: 20, isMoving: false });
});

test('of many places that one scrubs over, only the last is shown', () => {
  const { driver, configure, runTimers, frames } = driverOnPaper();
  configure(60);
  runTimers();
  const before = frames().length;
  for (const step of [50, 40, 30, 20]) driver.take({ type: 'goTo', step, frameGap: 40 });
  runTimers();
  expect(frames().slice(before)).toMatchObject([{ step: 20, isMoving: false }]);
});

test('going back shows the earlier cost', () => {
  const { driver, configure, runTimers, frames } = driverOnPaper();
  configure(60);
  runTimers();
  driver.take({ type: 'goTo', step: 0, frameGap: 40 });
  runTimers();
  expect(frames().at(-1)?.cost.toFixed(6)).toBe('0.856267');
});

test.each([
  { how: 'in one go', pace: {} },
  { how: 'step by step', pace: { stepsPerSecond: 25 } },
])('a run that diverges $how says so, and shows the last network that has a cost', ({ pace }) => {
  const { driver, configure, runTimers, replies, frames } = driverOnPaper({
    data: 'moons',
    activation: 'linear',
    layers: [8, 8, 8],
    rate: 10,
    weights: 'heNormal',
    optimizer: 'momentum',
  });
  configure(0);
  driver.take({ type: 'goTo', step: 3000, frameGap: 40, ...pace });
  runTimers();
  const ended = replies.find(({ type }) => type === 'ended');
  expect(ended).toMatchObject({ message: expect.stringContaining('smaller learning rate') });
  expect(frames().at(-1)).toMatchObject({ step: 5, isMoving: false });
});
