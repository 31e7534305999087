import { expect, test } from 'vitest';
import { savedRun } from '../../training/page/saved-run-example.ts';
import { taskChecks } from './tasks.ts';

interface Outcome {
  readonly network: string;
  readonly accuracy?: number;
  readonly seed?: number;
  readonly parameters?: number;
  readonly epochs?: number;
}

const run = ({ network, accuracy = 0.95, seed = 0, parameters = 100_000, epochs = 12 }: Outcome) =>
  savedRun(`${network}-${seed}`, {
    configuration: { network, seed, epochs },
    parameters,
    epochs: [
      {
        epoch: 1,
        loss: 1,
        accuracy,
        metrics: { accuracy },
        seconds: 1,
        learningRate: 0.001,
        microsecondsPerSample: 1,
      },
    ],
    result: { testAccuracy: accuracy },
  });

test('few units that are good enough', () => {
  expect(taskChecks.half([run({ network: 'dense32-relu', accuracy: 0.89 })])).toBeUndefined();
  expect(taskChecks.half([run({ network: 'dense64-relu' })])).toBeUndefined();
  expect(taskChecks.half([run({ network: 'dense16-relu.dense16-relu' })])).toBeUndefined();
  expect(taskChecks.half([run({ network: 'dense16-relu', accuracy: 0.934 })])).toBe('93.40 % with 16 units.');
});

test('one linear layer and two, all else being equal', () => {
  const one = run({ network: 'dense128-linear', accuracy: 0.92 });
  const two = run({ network: 'dense128-linear.dense128-linear', accuracy: 0.921 });
  expect(taskChecks.linear([one])).toBeUndefined();
  expect(
    taskChecks.linear([one, run({ network: 'dense128-linear.dense128-linear', epochs: 3 })]),
  ).toBeUndefined();
  expect(taskChecks.linear([two, one])).toBe('One: 92.00 %. Two: 92.10 %.');
});

test('four layers of sigmoid and of relu', () => {
  const deep = (name: string) => Array.from({ length: 4 }, () => `dense32-${name}`).join('.');
  const sigmoid = run({ network: deep('sigmoid'), accuracy: 0.11 });
  expect(taskChecks.deep([sigmoid])).toBeUndefined();
  expect(taskChecks.deep([sigmoid, run({ network: deep('relu'), accuracy: 0.8 })])).toBe(
    'After the first epoch: sigmoid 11.00 %, relu 80.00 %.',
  );
});

test('three seeds of one network', () => {
  const runs = [0.96, 0.968, 0.965].map((accuracy, seed) => run({ network: 'mnist-basic', accuracy, seed }));
  expect(taskChecks.seeds(runs.slice(0, 2))).toBeUndefined();
  expect(taskChecks.seeds([...runs.slice(0, 2), runs[0]])).toBeUndefined();
  expect(taskChecks.seeds(runs)).toBe('From the worst to the best: 0.80 %.');
});

test('small and good', () => {
  expect(taskChecks.small([run({ network: 'conv8', accuracy: 0.98 })])).toBeUndefined();
  expect(taskChecks.small([run({ network: 'conv8', accuracy: 0.98, parameters: 12_345 })])).toBe(
    '98.00 % with 12,345 parameters.',
  );
});
