import { layers, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, expect, test } from 'vitest';
import { type LearningRatePoint, suggestLearningRate } from './learning-rate-range.ts';
import { fit, learningRateRange, weightsSha256 } from './tape/model-functions.ts';
import { prepareBackend } from './tape/prepare-backend.ts';
import { denseModel } from './testing/stripe-models.ts';
import { stripedImages } from './testing/striped-images.ts';

beforeAll(prepareBackend);

const train = stripedImages({ count: 200 });
const near = (value: number, expected: number, tolerance: number) =>
  expect(Math.abs(value / expected - 1)).toBeLessThan(tolerance);

test('the rates rise by a constant factor, the losses are those of the steps, and the weights are restored', async () => {
  const model = denseModel();
  const before = await weightsSha256(model);
  // 4 steps per epoch, the last with 50 of 200 images.
  const options = { train, batchSize: 50, from: 1e-5, to: 1e-1, steps: 9, smoothing: 0.5 };
  const { points } = await learningRateRange(model, options);
  expect(await weightsSha256(model)).toBe(before);
  const exponents = points.map(({ learningRate }) => Math.log10(learningRate));
  for (const [i, exponent] of exponents.entries())
    expect(Math.abs(exponent - (-5 + i / 2))).toBeLessThan(1e-12);
  expect(points).toHaveLength(9);

  // The first loss is that of the first step of any run; the average of the second is (2 * second + first) / 3.
  const [first, second] = points;
  const run = fit(model, { train, batchSize: 50, epochs: 1, learningRate: 1e-5 });
  await run.next();
  const { value: batch } = await run.next();
  await run.return({ epochs: [] });
  expect(batch).toMatchObject({ type: 'batch', loss: first.loss });
  expect(first.smoothLoss).toBe(first.loss);
  near(second.smoothLoss, (2 * second.loss + first.loss) / 3, 1e-12);
  model.dispose();
});

test('suggests a rate at which the network learns, and ends when the loss diverges', async () => {
  const model = denseModel();
  const options = {
    train,
    batchSize: 50,
    from: 1e-5,
    to: 1e3,
    steps: 80,
    optimizer: { kind: 'sgd' },
  } as const;
  const { points, suggestion } = await learningRateRange(model, options);
  expect(points.length).toBeLessThan(80);
  expect(suggestion).toBeGreaterThan(1e-3);
  expect(suggestion).toBeLessThan(10);
  const losses: number[] = [];
  const { batchSize, optimizer } = options;
  for await (const event of fit(model, {
    train,
    batchSize,
    optimizer,
    epochs: 30,
    learningRate: suggestion,
  })) {
    if (event.type === 'epoch') losses.push(event.loss);
  }
  expect(losses[29]).toBeLessThan(losses[0] / 2);
  model.dispose();
});

test('NaN as loss ends the test, and the weights are restored', async () => {
  const model = sequential({
    layers: [
      layers.flatten({ inputShape: [8, 8, 1] }),
      layers.dense({ units: 8 }),
      layers.dense({ units: 8 }),
      layers.dense({ units: 4, activation: 'softmax' }),
    ],
  });
  const before = await weightsSha256(model);
  const options = {
    train,
    batchSize: 50,
    from: 1e20,
    to: 1e30,
    steps: 20,
    optimizer: { kind: 'sgd' },
  } as const;
  const { points } = await learningRateRange(model, options);
  expect(points.length).toBeLessThan(20);
  expect(await weightsSha256(model)).toBe(before);
  model.dispose();
});

test('aborting restores the weights as well', async () => {
  const model = denseModel();
  const before = await weightsSha256(model);
  let steps = 0;
  const abort = new AbortController();
  const now = () => {
    steps++;
    if (steps === 5) abort.abort();
    return 0;
  };
  const { signal } = abort;
  await expect(learningRateRange(model, { train, batchSize: 50, signal, now })).rejects.toThrow(
    expect.objectContaining({ code: 'ABORTED' }),
  );
  expect(await weightsSha256(model)).toBe(before);
  model.dispose();
});

test('a model that is already being trained is left alone', async () => {
  const model = denseModel();
  const run = fit(model, { train, epochs: 1 });
  await run.next();
  await expect(learningRateRange(model, { train })).rejects.toThrow(
    expect.objectContaining({ code: 'MODEL_BUSY' }),
  );
  await run.return({ epochs: [] });
  model.dispose();
});

const points = (...losses: number[]): LearningRatePoint[] =>
  losses.map((smoothLoss, i) => ({ learningRate: 10 ** (i - 4), loss: smoothLoss, smoothLoss }));

test('suggests a tenth of the rate with the lowest loss', () => {
  expect(suggestLearningRate(points(3, 2.9, 2.2, 1.8, 5, 2))).toBe(0.1 / 10);
  expect(suggestLearningRate(points(3, 2, 2, 9))).toBe(0.001 / 10);
  expect(suggestLearningRate(points(3, 4, 5))).toBeUndefined();
  expect(suggestLearningRate([])).toBeUndefined();
});

test.each([{ from: 0 }, { from: 2, to: 1 }, { steps: 1 }, { smoothing: 1 }])(
  '%o is rejected',
  async (fault) => {
    const model = denseModel();
    await expect(learningRateRange(model, { train, ...fault })).rejects.toThrow(
      expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
    );
    model.dispose();
  },
);
