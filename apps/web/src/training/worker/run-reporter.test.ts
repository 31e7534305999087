import { expect, test } from 'vitest';
import { createPace } from './run-reporter.ts';

test('a steady run has its speed, and the rest of its time', () => {
  let time = 0;
  const pace = createPace({ samplesInAll: 1000, now: () => time });
  for (let done = 100; done < 500; done += 100) {
    time += 500;
    pace.step(done);
  }
  time += 500;
  const { samplesPerSecond, secondsLeft } = pace.step(500);
  expect(Math.abs(samplesPerSecond - 200)).toBeLessThan(1e-9);
  expect(Math.abs(secondsLeft - 2.5)).toBeLessThan(1e-9);
});

test('pauses are not counted, nor what was done before', () => {
  let time = 0;
  const pace = createPace({ samplesInAll: 1000, samplesDone: 800, now: () => time });
  time += 1_000_000;
  pace.restart();
  time += 1000;
  expect(pace.step(900)).toEqual({ samplesPerSecond: 100, secondsLeft: 1 });
});
