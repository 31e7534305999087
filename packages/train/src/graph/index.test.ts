// This entry is for programs without tfjs and must load nothing of it.
import { expect, test, vi } from 'vitest';

const loaded = vi.hoisted((): string[] => []);
for (const name of ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers', '@tensorflow/tfjs-backend-wasm']) {
  vi.doMock(name, () => {
    loaded.push(name);
    return {};
  });
}

test('a network learns a line without tfjs', async () => {
  const { evaluate, fit, predict } = await import('./index.ts');
  const inputs = Float32Array.from({ length: 64 }, (_, i) => i / 32 - 1);
  const targets = inputs.map((x) => 3 * x - 1);
  const network = {
    graph: {
      nodes: [
        {
          name: 'x',
          operation: { kind: 'input', shape: [1], type: 'float32' },
          inputs: [],
          parameters: [],
          states: [],
        },
        {
          name: 'line',
          operation: { kind: 'dense', units: 1, useBias: true },
          inputs: [0],
          parameters: [0, 1],
          states: [],
        },
      ],
      parameters: [
        { name: 'slope', shape: [1, 1], trainable: true },
        { name: 'offset', shape: [1], trainable: true },
      ],
      states: [],
      outputs: [1],
    },
    weights: Float32Array.of(0, 0),
  } as const;
  const options = { train: { inputs, targets }, loss: 'mse', optimizer: { kind: 'sgd' } } as const;
  for await (const _ of fit(network, { ...options, epochs: 60, batchSize: 16, learningRate: 0.1 }));
  expect(network.weights[0]).toBeCloseTo(3, 3);
  expect(network.weights[1]).toBeCloseTo(-1, 3);
  expect((await evaluate(network, { inputs, targets }, { loss: 'mse' })).loss).toBeLessThan(1e-6);
  expect((await predict(network, { inputs: [2] }))[0]).toBeCloseTo(5, 2);
  expect(loaded).toEqual([]);
});
