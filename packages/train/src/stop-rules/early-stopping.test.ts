import { expect, test } from 'vitest';
import { epochRecord } from '../testing/checkpoints.ts';
import { type EarlyStoppingOptions, earlyStopping } from './early-stopping.ts';

/** The epoch, from 1, after which a run with these validation losses ends; 0 if it does not. */
function endOf(
  losses: readonly number[],
  options: Omit<EarlyStoppingOptions, 'monitor'> & { minDelta?: number },
) {
  const { minDelta, ...rest } = options;
  const stop = earlyStopping({ monitor: { quantity: 'valLoss', minDelta }, ...rest });
  const history = losses.map((valLoss, i) => epochRecord({ epoch: i + 1, valLoss }));
  return losses.findIndex((_, i) => stop(history.slice(0, i + 1))) + 1;
}

// Each result was computed by hand from Keras' on_epoch_end: wait counts epochs without improvement, and stops at patience.
test.each([
  { losses: [5, 4, 3, 2, 1], options: {}, end: 0 },
  { losses: [5, 4, 4, 3], options: {}, end: 3 },
  { losses: [5, 4, 4, 3], options: { patience: 1 }, end: 3 },
  { losses: [5, 4, 4.1, 3, 3.5, 3.4, 3.3, 1], options: { patience: 3 }, end: 7 },
  { losses: [5, 4, 4.1, 3, 3.5, 3.4, 2.9, 1], options: { patience: 3 }, end: 0 },
  // 4.5 does not improve on 5 by more than 1; 3.9 does.
  { losses: [5, 4.5, 3.9, 3.5, 3.4], options: { patience: 2, minDelta: 1 }, end: 5 },
  // The first two epochs are not monitored: 9 becomes the best.
  { losses: [1, 2, 9, 8, 8, 8], options: { patience: 2, startFromEpoch: 2 }, end: 6 },
  { losses: [Number.NaN, Number.NaN], options: {}, end: 2 },
])('$losses with $options ends after epoch $end', ({ losses, options, end }) => {
  expect(endOf(losses, options)).toBe(end);
});

test('a higher accuracy is better', () => {
  const stop = earlyStopping({ monitor: { quantity: 'accuracy' } });
  const history = (values: number[]) => values.map((accuracy, i) => epochRecord({ epoch: i + 1, accuracy }));
  expect(stop(history([0.5, 0.6]))).toBe(false);
  expect(stop(history([0.6, 0.5]))).toBe(true);
});

test('an empty history ends nothing', () => {
  expect(earlyStopping({ monitor: { quantity: 'valLoss' } })([])).toBe(false);
});

test('a patience that is not a number of epochs is rejected', () => {
  expect(() => earlyStopping({ monitor: { quantity: 'loss' }, patience: -1 })).toThrow(
    expect.objectContaining({ code: 'INVALID_ARGUMENT' }),
  );
});
