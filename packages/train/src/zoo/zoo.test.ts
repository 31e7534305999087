// One contract for every kind of network that trains on a graph: it does train there, its gradients are right, it takes the
// same steps as the tape, and any number of workers gives the same bits, also in a resumed run. The workers are threads,
// which the next run reuses (reused-threads.ts).
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Checkpoint } from '../checkpoint/checkpoint.ts';
import { readWeights } from '../tape/layer-weights.ts';
import { prepareBackend } from '../tape/prepare-backend.ts';
import { settingsFor, ways } from '../testing/settings.ts';
import { askTorch, directionalErrors, graphTask, type OracleResult, pythonWithTorch } from './graph-tasks.ts';
import { networks } from './networks.ts';
import { make, objectivesOf, trainNetwork } from './train-network.ts';
import { samples, type ZooNetwork } from './zoo-network.ts';

vi.mock('#threads', async (original) => {
  const { createEndpoint } = await original<typeof import('#threads')>();
  const { reuseThreads } = await import('./reused-threads.ts');
  return { createEndpoint: reuseThreads(createEndpoint) };
});

/** Tolerance of the mean loss of each of ten steps, compared with the tape. */
const lossAtol = 2e-4;
/** Tolerance of the weights after these steps. */
const weightAtol = 1e-3;
/** Tolerance of directional derivatives, relative to the gradient's norm: a step crosses kinks of relu and of maxima. */
const differenceTolerance = 2e-2;
/** Tolerance of gradients in float32 compared with float64, relative to the largest element of all. */
const gradientTolerance = 1e-4;
/** Growth of the heap that garbage collection may leave in 190 steps: compiled code. */
const slackBytes = 2 ** 18;

let collect: () => void;

beforeAll(async () => {
  await prepareBackend();
  setFlagsFromString('--expose-gc');
  collect = runInNewContext('gc') as () => void;
});

/** Takes ten steps with one of the two implementations: the mean losses, and all weights afterwards. */
async function takeSteps(network: ZooNetwork, way: keyof typeof ways) {
  const model = make(network);
  const optimizer = { kind: 'sgd', momentum: 0.9 } as const;
  const data = { train: network.train, batchSize: 16, lanes: 2, optimizer, ...objectivesOf(network) };
  const step = await ways[way](settingsFor(model, data));
  const rows = Uint32Array.from({ length: 16 }, (_, i) => (i * 7) % samples);
  const losses: number[] = [];
  for (let index = 0; index < 10; index++) {
    losses.push((await step.run({ rows, index, learningRate: 0.01 })).lossSum / rows.length);
  }
  await step.sync();
  return { step, losses, weights: readWeights(model.weights), model };
}

function usedMemory(): { bytes: number; tensors: number } {
  collect();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return { bytes: heapUsed + external + arrayBuffers, tensors: memory().numTensors };
}

const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((largest, value, i) => Math.max(largest, Math.abs(value - b[i])), 0);

describe.each(Object.entries(networks))('%s', (_, network) => {
  test('trains on a graph, with the same hash for any number of workers, also if resumed within an epoch', async () => {
    let checkpoint: Checkpoint | undefined;
    const { start, sha256 } = await trainNetwork(network, {}, (made) => {
      checkpoint = made;
    });
    expect(start).toMatchObject({ type: 'start', engine: 'plan', workers: 1 });
    expect(checkpoint).toBeDefined();
    const resumed = await trainNetwork(network, { workers: 2, resume: checkpoint });
    expect(resumed.sha256).toBe(sha256);
    for (const workers of [2, 4, 8]) {
      const run = await trainNetwork(network, { workers });
      expect(run.start).toMatchObject({ workers, sharedMemory: true });
      expect(run.sha256).toBe(sha256);
    }
  });

  test('takes the steps of the tape', async () => {
    const plan = await takeSteps(network, 'plan');
    const tape = await takeSteps(network, 'tape');
    expect(largestDifference(plan.losses, tape.losses)).toBeLessThan(lossAtol);
    expect(largestDifference(plan.weights, tape.weights)).toBeLessThan(weightAtol);
    expect(plan.losses[9]).not.toBe(plan.losses[0]);
    for (const { step, model } of [plan, tape]) {
      await step.dispose();
      model.dispose();
    }
  });

  test('needs no more memory after 200 steps than after ten', async () => {
    const { step, model } = await takeSteps(network, 'plan');
    const rows = Uint32Array.of(3, 1);
    const more = async (from: number, to: number) => {
      for (let index = from; index < to; index++) await step.run({ rows, index, learningRate: 1e-4 });
    };
    await more(10, 50);
    const before = usedMemory();
    await more(50, 200);
    const after = usedMemory();
    expect(after.tensors).toBe(before.tensors);
    expect(after.bytes - before.bytes).toBeLessThan(slackBytes);
    await step.dispose();
    model.dispose();
  });

  test('has the gradient of finite differences', () => {
    const task = graphTask(settingsFor(make(network), { train: network.train, ...objectivesOf(network) }));
    for (const error of directionalErrors(task, 3e-4)) expect(error).toBeLessThan(differenceTolerance);
  });
});

describe.skipIf(pythonWithTorch === undefined)(
  `against PyTorch in float64${pythonWithTorch ? '' : ': not here, as no Python has torch'}`,
  () => {
    const tasks = new Map<string, ReturnType<typeof graphTask>>();
    const results = new Map<string, OracleResult>();

    beforeAll(() => {
      for (const [name, network] of Object.entries(networks)) {
        const settings = settingsFor(make(network), { train: network.train, ...objectivesOf(network) });
        tasks.set(name, graphTask(settings, { isQuiet: true }));
      }
      const torchResults = askTorch([...tasks.values()].map((task) => task.asData()));
      [...tasks.keys()].forEach((name, i) => {
        results.set(name, torchResults[i]);
      });
    }, 60_000);

    test.each(Object.keys(networks))('%s', (name) => {
      const [task, oracle] = [tasks.get(name), results.get(name)];
      if (!task || !oracle) throw new Error(name);
      const { loss, gradient } = task.step();
      const expected = oracle.gradients.flatMap((values) => values ?? []);
      const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(Math.abs(loss - oracle.loss) / oracle.loss).toBeLessThan(gradientTolerance);
      expect(gradient.length).toBe(expected.length);
      expect(largestDifference(gradient, expected) / largest).toBeLessThan(gradientTolerance);
    });
  },
);
