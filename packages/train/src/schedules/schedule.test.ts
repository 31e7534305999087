import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { scheduleRates } from '../testing/schedule-rates.ts';
import { cosineDecay, cosineRestarts } from './cosine-decay.ts';
import { exponentialDecay } from './exponential-decay.ts';
import { oneCycle } from './one-cycle.ts';
import { polynomialDecay } from './polynomial-decay.ts';
import { stepDecay } from './step-decay.ts';
import { warmUp } from './warm-up.ts';

test('84,000 rates have the bits that Node 20, Chromium 156 and Firefox 153 agreed on', () => {
  const rates = [
    cosineDecay({ from: 0.003, to: 1e-5 }),
    cosineRestarts({ from: 0.1, first: 3, growth: 2 }),
    oneCycle({ peak: 0.02 }),
    exponentialDecay({ rate: 0.1, factor: 0.93 }),
    polynomialDecay({ from: 0.1, power: 0.9 }),
    stepDecay({ rate: 0.1, factor: 0.3, every: 3 }),
    warmUp({ epochs: 2.5, schedule: cosineDecay({ from: 0.004 }) }),
  ].flatMap((schedule) => scheduleRates(schedule, { updatesPerEpoch: 500, epochs: 24 }));
  const sha256 = createHash('sha256').update(Float64Array.from(rates)).digest('hex');
  expect(sha256).toBe('9f501eed4ce7a30484487a82d0a526cf33172cf869bb6fcba044d6e8edfe91f5');
});
