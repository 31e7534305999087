import { expect, test } from 'vitest';
import { createGraphBuilder } from '../network/build-graph.ts';
import { momentumOfStep, observationWeight } from './states.ts';

const normalization = { kind: 'batchNormalization', epsilon: 0.001, scale: false, center: false } as const;

/** One layer of normalization, called so many times. */
function called(times: number, momentum: number) {
  const builder = createGraphBuilder();
  let node = builder.add({ name: 'x', operation: { kind: 'input', shape: [2], type: 'float32' } });
  let first: number | undefined;
  for (let call = 0; call < times; call++) {
    const options = { name: 'norm', operation: normalization, inputs: [node], momentum };
    node = builder.add({ ...options, ...(first !== undefined && { sharedWith: first }) });
    first ??= node;
  }
  return builder.graph([node]);
}

test('one call moves a state by its momentum', () => {
  const graph = called(1, 0.9);
  expect(momentumOfStep(graph, 0)).toBe(0.9);
  expect(observationWeight(graph, { state: 0, node: 1 })).toBe(1);
});

test('several calls in one step come to what they do one after the other', () => {
  const [momentum, start] = [0.75, 8];
  const graph = called(3, momentum);
  const observed = [1, 5, -2];
  const expected = observed.reduce((state, one) => momentum * state + (1 - momentum) * one, start);
  const kept = momentumOfStep(graph, 1);
  const joined = observed.reduce(
    (sum, one, call) => sum + one * observationWeight(graph, { state: 1, node: call + 1 }),
    0,
  );
  expect(Math.abs(kept * start + (1 - kept) * joined - expected)).toBeLessThan(1e-12);
});

test('a state that stays as it is is observed without a division by zero', () => {
  const graph = called(2, 1);
  expect(momentumOfStep(graph, 0)).toBe(1);
  expect(observationWeight(graph, { state: 0, node: 2 })).toBe(0.5);
});
