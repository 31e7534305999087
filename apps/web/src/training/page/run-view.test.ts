import { expect, test } from 'vitest';
import { notebookConfiguration } from '../configuration.ts';
import type { RunNotification } from '../messages.ts';
import { applyNotification, differingSettings, isActive, newRunView } from './run-view.ts';

const settings = notebookConfiguration('mnist-basic');
const view = newRunView({ run: 'a', owner: 'simple-model', configuration: settings });
const record = (epoch: number) => ({
  epoch,
  loss: 1 / epoch,
  accuracy: 0.5,
  metrics: { accuracy: 0.5 },
  seconds: 1,
  learningRate: 0.001,
  microsecondsPerSample: 10,
});

test('a run from its start to its end', () => {
  const notifications: RunNotification[] = [
    { run: 'a', type: 'stage', stage: 'loading' },
    {
      run: 'a',
      type: 'start',
      epochs: 3,
      stepsPerEpoch: 2,
      samples: 20,
      validationImages: 4,
      testImages: 4,
      parameters: 5,
      workers: 2,
      sharedMemory: true,
      multiplyAdds: 4,
      history: [record(1)],
    },
    {
      run: 'a',
      type: 'progress',
      epoch: 2,
      step: 1,
      steps: 2,
      loss: 0.4,
      accuracy: 0.9,
      samplesPerSecond: 1,
      secondsLeft: 9,
    },
    { run: 'a', type: 'epoch', record: record(2) },
    { run: 'a', type: 'paused' },
    { run: 'a', type: 'proceeded' },
    { run: 'a', type: 'stage', stage: 'testing' },
  ];
  const statuses = notifications.map(
    (_, i) => notifications.slice(0, i + 1).reduce(applyNotification, view).status,
  );
  expect(statuses).toEqual([
    'preparing',
    'training',
    'training',
    'training',
    'paused',
    'training',
    'testing',
  ]);
  const now = notifications.reduce(applyNotification, view);
  expect(now.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
  expect(now.steps).toEqual([{ epochs: 1.5, loss: 0.4, accuracy: 0.9 }]);
  expect(isActive(now)).toBe(true);
  const failed = applyNotification(now, {
    run: 'a',
    type: 'failed',
    code: 'LOSS_NOT_FINITE',
    message: 'diverged',
    fatal: false,
  });
  expect(failed).toMatchObject({ status: 'failed', fault: { code: 'LOSS_NOT_FINITE' }, epochs: now.epochs });
  expect(isActive(failed)).toBe(false);
});

test('a curve of many steps is thinned out and still reaches the last step', () => {
  let now = view;
  for (let step = 1; step <= 5000; step++) {
    now = applyNotification(now, {
      run: 'a',
      type: 'progress',
      epoch: 1,
      step,
      steps: 5000,
      loss: 1,
      accuracy: 0,
      samplesPerSecond: 1,
      secondsLeft: 1,
    });
  }
  expect(now.steps.length).toBeLessThanOrEqual(401);
  expect(now.steps.at(-1)?.epochs).toBe(1);
});

test('equal settings have no differences', () => {
  expect(differingSettings(view, { settings: { ...settings, augment: [] }, ownImages: 0 })).toEqual([]);
});

test.each([
  [{ seed: 9 }, ['seed']],
  [{ arithmetic: 'fused' }, ['arithmetic']],
  [{ data: 'own', rate: 0.01 }, ['data', 'rate']],
  [
    { augment: ['flip'], network: 'dense128-relu', epochs: 13, batch: 1, limit: 1 },
    ['network', 'epochs', 'batch', 'limit', 'augment'],
  ],
] as const)('%j', (changed, expected) => {
  expect(differingSettings(view, { settings: { ...settings, ...changed }, ownImages: 0 })).toEqual(expected);
});

test('another upload of own images is a difference', () => {
  const own = { ...settings, data: 'own' } as const;
  const mine = newRunView({ run: 'b', owner: 'simple-model', configuration: own, ownImages: 1 });
  expect(differingSettings(mine, { settings: own, ownImages: 1 })).toEqual([]);
  expect(differingSettings(mine, { settings: own, ownImages: 2 })).toEqual(['ownImages']);
});

test('a run that continues another one has its own number of epochs', () => {
  const further = newRunView({ ...view, configuration: { ...settings, epochs: 2 }, epochsBefore: 12 });
  expect(differingSettings(further, { settings, ownImages: 0 })).toEqual([]);
});
