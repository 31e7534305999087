import { expect, test } from 'vitest';
import type { FixedCostRow } from '../record/benchmark-record.ts';
import { partsOf, predictStep } from './predict-cores.ts';

const row = (part: FixedCostRow['part'], workers: number, best: number): FixedCostRow => ({
  ...{ part, workers, parameters: 1000, microseconds: { best, median: best } },
});
const parts = partsOf([
  row('step', 1, 100),
  row('wakeUp', 2, 30),
  row('wakeUp', 4, 50),
  row('wakeUp', 16, 200),
  row('sum', 1, 100),
  row('sum', 2, 150),
  row('update', 1, 300),
  row('update', 2, 350),
]);
const one = { microseconds: 20_100 + 600, parameters: 1000, lanes: 16 };

test('parts are taken for each number of a vector', () => {
  expect(parts).toMatchObject({ fixed: 100, sum: 0.1, update: 0.3, memoryGain: 1.6 });
});

test('with one worker the prediction is the measurement', () => {
  expect(predictStep(one, parts, { workers: 1, memory: 'growing' })).toBe(one.microseconds);
});

test('the arithmetic is shared by whole lanes, sums and update as far as memory lets them, the rest stays', () => {
  // 20,000 / 4, 100 fixed, 2 wake-ups of 50; three sums and an update of 1000 numbers, 600, by 3.2 or 1.6.
  expect(predictStep(one, parts, { workers: 4, memory: 'growing' })).toBeCloseTo(5000 + 100 + 100 + 187.5);
  expect(predictStep(one, parts, { workers: 4, memory: 'as for two' })).toBeCloseTo(5000 + 100 + 100 + 375);
  // Sixteen vectors are added where groups are divided: 15 · 100 + 300.
  expect(predictStep(one, parts, { workers: 16, memory: 'as for two' })).toBeCloseTo(1250 + 100 + 400 + 1125);
});
