import { expect, test } from 'vitest';
import { createThroughputMeter } from './run-reporter.ts';

test('a steady run has a constant throughput', () => {
  let time = 0;
  const meter = createThroughputMeter({ totalSamples: 1000, now: () => time });
  for (let done = 100; done < 500; done += 100) {
    time += 500;
    meter.step(done);
  }
  time += 500;
  const { samplesPerSecond, secondsLeft } = meter.step(500);
  expect(Math.abs(samplesPerSecond - 200)).toBeLessThan(1e-9);
  expect(Math.abs(secondsLeft - 2.5)).toBeLessThan(1e-9);
});

test('neither pauses nor samples before a resumption are counted', () => {
  let time = 0;
  const meter = createThroughputMeter({ totalSamples: 1000, samplesDone: 800, now: () => time });
  time += 1_000_000;
  meter.restart();
  time += 1000;
  expect(meter.step(900)).toEqual({ samplesPerSecond: 100, secondsLeft: 1 });
});
