import { expect, test } from 'vitest';
import { initialState } from '../../state/url-state.ts';
import { createRun } from './playground-run.ts';
import { playgroundCodec, runConfiguration } from './playground-settings.ts';
import { isStuck, lookInside } from './stuck.ts';

function insideAfter(seed: number, step: number) {
  const configuration = runConfiguration({ ...initialState(playgroundCodec), seed });
  return lookInside(createRun(configuration).at(step).network, configuration.points);
}

test('seed 0 stands still: (0,1) and (1,1) look the same, and their errors cancel', () => {
  const inside = insideAfter(0, 10_001);
  expect(isStuck(inside)).toBe(true);
  expect(inside.alike).toEqual([[1, 3]]);
  const [, second, , fourth] = inside.insights;
  expect(second.output.toFixed(3)).toBe('0.500');
  expect(fourth.output.toFixed(3)).toBe('0.500');
  expect(Math.abs(second.delta + fourth.delta)).toBeLessThan(0.001);
  expect(Math.max(...second.slopes, ...fourth.slopes)).toBeLessThan(0.001);
  expect(inside.cost.toFixed(6)).toBe('0.347021');
});

test('seed 2 does not: all four are told apart', () => {
  const inside = insideAfter(2, 2000);
  expect(isStuck(inside)).toBe(false);
  expect(inside.alike).toEqual([]);
});

test('without a hidden layer the output sees the inputs', () => {
  const configuration = runConfiguration({ ...initialState(playgroundCodec), layers: [] });
  const { insights } = lookInside(createRun(configuration).at(0).network, configuration.points);
  expect(insights[2].hidden).toEqual([1, 0]);
  expect(insights[2].slopes).toEqual([1, 1]);
});
