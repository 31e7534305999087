import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from './checkpoint/checkpoint.ts';
import { decodeCheckpoint, encodeCheckpoint } from './checkpoint/checkpoint-format.ts';
import type { TrainingEvent } from './events.ts';
import { evaluate, type FitOptions, fit, predict, weightsSha256 } from './tape/model-functions.ts';
import { prepareBackend } from './tape/prepare-backend.ts';
import { batchNormModel, convolutionalModel, denseModel } from './testing/stripe-models.ts';
import { stripedImages } from './testing/striped-images.ts';

beforeAll(prepareBackend);

const train = stripedImages({ count: 100 });
const validation = stripedImages({ count: 30, seed: 9 });

async function run(options: Partial<FitOptions> = {}, model = denseModel()): Promise<TrainingEvent[]> {
  const events: TrainingEvent[] = [];
  for await (const event of fit(model, { train, epochs: 2, batchSize: 40, ...options })) events.push(event);
  model.dispose();
  return events;
}

const ofType = <Type extends TrainingEvent['type']>(events: TrainingEvent[], type: Type) =>
  events.filter((event): event is Extract<TrainingEvent, { type: Type }> => event.type === type);

describe('events', () => {
  test('come in order, with counts that include the smaller last batch', async () => {
    const events = await run();
    const epoch = ['batch', 'batch', 'batch', 'epoch'];
    expect(events.map(({ type }) => type)).toEqual(['start', ...epoch, ...epoch, 'end']);
    expect(events[0]).toEqual({
      ...{ type: 'start', epochs: 2, stepsPerEpoch: 3, samples: 100, parameters: 1108 },
      ...{
        metrics: ['accuracy'],
        engine: 'plan',
        workers: 1,
        sharedMemory: true,
        arithmetic: 'deterministic',
      },
    });
    expect(
      ofType(events, 'batch').map(({ epoch, step, steps, samples }) => [epoch, step, steps, samples]),
    ).toEqual([
      [1, 1, 3, 40],
      [1, 2, 3, 80],
      [1, 3, 3, 100],
      [2, 1, 3, 40],
      [2, 2, 3, 80],
      [2, 3, 3, 100],
    ]);
  });

  test("an epoch's loss is that of its last batch event, and the end event has the history", async () => {
    const events = await run({ validation });
    const epochs = ofType(events, 'epoch');
    const batches = ofType(events, 'batch').filter(({ step }) => step === 3);
    expect(epochs.map(({ loss, accuracy }) => [loss, accuracy])).toEqual(
      batches.map(({ loss, accuracy }) => [loss, accuracy]),
    );
    const [end] = ofType(events, 'end');
    expect(end.history.epochs).toEqual(epochs.map(({ type: _, ...record }) => record));
    expect(end.history.epochs[0].valLoss).toBeGreaterThan(0);
  });

  test('time is that of the steps only, measured with the given clock', async () => {
    let milliseconds = 0;
    const now = () => {
      milliseconds += 5;
      return milliseconds;
    };
    const [end] = ofType(await run({ now, validation }), 'end');
    expect(end.history.epochs.map(({ seconds }) => seconds)).toEqual([0.015, 0.015]);
    expect(end.seconds).toBe(0.03);
    expect(Math.abs(end.microsecondsPerSample - 150)).toBeLessThan(1e-9);
  });

  test('the generator returns the history', async () => {
    const model = denseModel();
    const events = fit(model, { train, epochs: 1 });
    let next = await events.next();
    while (!next.done) next = await events.next();
    expect(next.value.epochs.map(({ epoch }) => epoch)).toEqual([1]);
    model.dispose();
  });
});

describe('learning', () => {
  test('training learns the stripes, as measured on training and validation data', async () => {
    const epochs = ofType(await run({ validation, epochs: 25, learningRate: 0.01 }), 'epoch');
    expect(epochs[0].accuracy).toBeLessThan(0.6);
    expect(epochs.at(-1)?.accuracy).toBeGreaterThan(0.95);
    expect(epochs.at(-1)?.valAccuracy).toBeGreaterThan(0.9);
  });

  test('validation figures are those of evaluate on the current model', async () => {
    const model = denseModel();
    for await (const event of fit(model, { train, validation, epochs: 2, batchSize: 7 })) {
      if (event.type !== 'epoch') continue;
      const { loss, accuracy } = await evaluate(model, validation);
      expect(Math.abs((event.valLoss ?? 0) - loss)).toBeLessThan(1e-6);
      expect(event.valAccuracy).toBe(accuracy);
    }
    model.dispose();
  });
});

describe.each([
  ['on a plan', convolutionalModel],
  ['on the tape', batchNormModel],
])('validation %s', (_, make) => {
  const many = stripedImages({ count: 1500, seed: 9 });

  test('reports its progress part by part', async () => {
    const events = await run({ validation: many, epochs: 1 }, make());
    const parts = ofType(events, 'validation');
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.every(({ epoch, of }) => epoch === 1 && of === 1500)).toBe(true);
    const samples = parts.map((part) => part.samples);
    expect(samples).toEqual([...new Set(samples)].sort((a, b) => a - b));
    expect(samples.at(-1)).toBe(1500);
    expect(events.map(({ type }) => type).lastIndexOf('validation')).toBe(events.length - 3);
  });

  test('contains the probabilities of the current model', async () => {
    const model = make();
    let received: number[] = [];
    for await (const event of fit(model, { train, validation: many, epochs: 2 })) {
      if (event.type === 'validation') received.push(...event.probabilities);
      if (event.type !== 'epoch') continue;
      expect(Float32Array.from(received)).toEqual(await predict(model, many));
      received = [];
    }
    model.dispose();
  });

  test('stops between two parts when the signal is aborted', async () => {
    const controller = new AbortController();
    const seen: string[] = [];
    const model = make();
    const training = fit(model, { train, validation: many, epochs: 1, signal: controller.signal });
    const end = async () => {
      for await (const { type } of training) {
        seen.push(type);
        if (type === 'validation') controller.abort();
      }
    };
    await expect(end()).rejects.toThrow(expect.objectContaining({ code: 'ABORTED' }));
    expect(seen.filter((type) => type === 'validation')).toHaveLength(1);
    model.dispose();
  });
});

describe('reproducibility', () => {
  const hash = async (options: Partial<FitOptions>) => {
    const model = convolutionalModel();
    for await (const _ of fit(model, { train, epochs: 2, batchSize: 40, ...options }));
    const sha = await weightsSha256(model);
    model.dispose();
    return sha;
  };

  test('the same seed gives the same bits, another seed gives others; 0 is a seed', async () => {
    const first = await hash({ seed: 0 });
    expect(await hash({})).toBe(first);
    expect(await hash({ seed: 0 })).toBe(first);
    expect(await hash({ seed: 1 })).not.toBe(first);
  });

  test('validation does not affect the training', async () => {
    expect(await hash({ validation })).toBe(await hash({}));
  });
});

describe('memory', () => {
  test('is constant over epochs, and everything is freed at the end', async () => {
    const model = convolutionalModel();
    const before = memory();
    const seen: [number, number][] = [];
    for await (const event of fit(model, { train, validation, epochs: 4, batchSize: 40 })) {
      if (event.type === 'epoch') seen.push([memory().numTensors, memory().numBytes]);
    }
    expect(new Set(seen.map(String)).size).toBe(1);
    expect([memory().numTensors, memory().numBytes]).toEqual([before.numTensors, before.numBytes]);
    model.dispose();
  });

  test('is freed, and the dropout layers are restored, if the loop is left early', async () => {
    const model = convolutionalModel();
    const before = memory().numTensors;
    for await (const event of fit(model, { train, epochs: 4 })) if (event.type === 'batch') break;
    expect(memory().numTensors).toBe(before);
    expect(model.layers.filter((layer) => Object.hasOwn(layer, 'call'))).toEqual([]);
    model.dispose();
  });
});

describe('stopping', () => {
  test('aborting a signal stops between steps, with its reason as the cause', async () => {
    const model = denseModel();
    const controller = new AbortController();
    const reason = new Error('enough');
    let steps = 0;
    const training = (async () => {
      for await (const event of fit(model, { train, epochs: 9, batchSize: 10, signal: controller.signal })) {
        if (event.type === 'batch' && ++steps === 3) controller.abort(reason);
      }
    })();
    await expect(training).rejects.toThrow(expect.objectContaining({ code: 'ABORTED', cause: reason }));
    expect(steps).toBe(3);
    model.dispose();
  });

  test('timers run during training', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await run({ epochs: 5, batchSize: 10 });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(0);
  });
});

test('the best epoch is restored with its running means, also in a resumed run and with averaged weights', async () => {
  const validation = stripedImages({ count: 40, seed: 3 });
  const monitor = { quantity: 'valLoss' } as const;
  for (const averageDecay of [undefined, 0.5]) {
    // A rate that ruins the weights after the second epoch.
    const learningRate = ({ epoch }: { epoch: number }) => (epoch <= 2 ? 0.01 : 0.5);
    const options = { train, validation, epochs: 4, batchSize: 40, learningRate, averageDecay };
    const states: string[] = [];
    const model = batchNormModel();
    const run = fit(model, { ...options, restoreBest: monitor });
    let checkpoint: Checkpoint | undefined;
    let restored: number | undefined;
    for await (const event of run) {
      if (event.type === 'epoch') states.push(await weightsSha256(model));
      if (event.type === 'epoch' && event.epoch === 3)
        checkpoint = await decodeCheckpoint(await encodeCheckpoint(await run.checkpoint()));
      if (event.type === 'end') restored = event.restoredEpoch;
    }
    expect(restored).toBe(2);
    expect(new Set(states).size).toBe(4);
    // The hash covers all weights, including the running means.
    expect(await weightsSha256(model)).toBe(states[1]);
    const resumed = batchNormModel();
    for await (const _ of fit(resumed, { ...options, restoreBest: monitor, resume: checkpoint }));
    expect(await weightsSha256(resumed)).toBe(states[1]);
    model.dispose();
    resumed.dispose();
  }
});
