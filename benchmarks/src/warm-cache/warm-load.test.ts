// Many loads of one set as one row.
import { expect, test } from 'vitest';
import { summarize } from './warm-load.ts';

test('times are sorted, and the memory is the most that was used', () => {
  const load = {
    name: 'mnist',
    images: 2,
    dataBytes: 100,
    addedBytes: 120,
    processorMilliseconds: 9,
  } as const;
  const loads = [
    { ...load, milliseconds: 30, peakBytes: 150 },
    { ...load, milliseconds: 10.04, peakBytes: 175, addedBytes: 140 },
    { ...load, milliseconds: 20, peakBytes: 160 },
  ];
  const row = summarize(loads, 'NN101');
  expect(row).toEqual({
    name: 'mnist',
    images: 2,
    dataBytes: 100,
    loader: 'NN101',
    loads: 3,
    milliseconds: { best: 10, median: 20, worst: 30 },
    processorMilliseconds: { best: 9, median: 9, worst: 9 },
    peakBytes: 175,
    addedBytes: 140,
    peakByData: 1.75,
  });
});
