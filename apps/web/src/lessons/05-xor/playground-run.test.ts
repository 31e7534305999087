import { trainXor } from '@nn101/scratch';
import { describe, expect, test } from 'vitest';
import { initialState } from '../../state/url-state.ts';
import { createRun } from './playground-run.ts';
import { playgroundCodec, pointField, runConfiguration } from './playground-settings.ts';

const notebook = initialState(playgroundCodec);

test('by default it is the notebook’s run', () => {
  const run = createRun(runConfiguration(notebook));
  for (const { iteration, cost } of trainXor({ iterations: 1000 })) {
    expect(run.measure(run.at(iteration)).cost).toBe(cost);
  }
});

test('it costs what the notebook printed, to six decimals', () => {
  // The first four of the 101 costs that NeuralNetwork101's XOR prints, one every 100 iterations.
  const printed = ['0.856267', '0.347426', '0.101195', '0.053631'];
  const run = createRun(runConfiguration(notebook));
  const costs = printed.map((_, i) => run.measure(run.at(100 * i)).cost.toFixed(6));
  expect(costs).toEqual(printed);
});

test('XOR is learned by step 2000, and four corners say so', () => {
  const run = createRun(runConfiguration(notebook));
  expect(run.measure(run.at(2000))).toMatchObject({ accuracy: 1 });
});

describe('going back', () => {
  const settings = { ...notebook, data: 'moons', layers: [3, 2], optimizer: 'adam', rate: 0.03 } as const;

  test('gives the same networks, also after moments were given up', () => {
    const run = createRun(runConfiguration({ ...settings, data: 'xor' }));
    const early = run.at(37);
    run.at(3000);
    expect(run.at(37)).toEqual(early);
    expect(run.costs().length).toBeLessThanOrEqual(512);
  });

  test('and forward again gives the same as straight on', () => {
    const [one, other] = [createRun(runConfiguration(settings)), createRun(runConfiguration(settings))];
    one.at(60);
    one.at(12);
    expect(one.at(80)).toEqual(other.at(80));
  });

  test('costs are in order and belong to their steps', () => {
    const run = createRun(runConfiguration(settings));
    run.at(20);
    const costs = run.costs();
    expect(costs.map(({ step }) => step)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(costs[5].cost).toBe(run.measure(run.at(5)).cost);
  });
});

test('a single neuron can be asked for too', () => {
  const run = createRun(runConfiguration({ ...notebook, layers: [] }));
  expect(run.at(50).network.layers).toHaveLength(1);
});

test('own points go through the address', () => {
  const point = { x: -1.2, y: 0.35, label: 1 } as const;
  expect(pointField.format(point)).toBe('-120.35.1');
  expect(pointField.parse('-120.35.1')).toEqual(point);
  for (const nonsense of ['', '1.2', '151.0.0', '0.0.2', 'a.b.c'])
    expect(pointField.parse(nonsense)).toBeUndefined();
});
