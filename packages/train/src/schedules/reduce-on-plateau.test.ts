import { expect, test } from 'vitest';
import { epochRecord } from '../testing/checkpoints.ts';
import { type ReduceOnPlateauOptions, reduceOnPlateau } from './reduce-on-plateau.ts';

/** The rate of each epoch after the first, for these validation losses. */
function ratesAfter(losses: readonly number[], options: Omit<ReduceOnPlateauOptions, 'rate' | 'monitor'>) {
  const schedule = reduceOnPlateau({ rate: 1, monitor: { quantity: 'valLoss' }, ...options });
  const history = losses.map((valLoss, i) => epochRecord({ epoch: i + 1, valLoss }));
  return losses.map((_, i) =>
    schedule({
      update: i + 1,
      epoch: i + 2,
      updatesPerEpoch: 1,
      epochs: 100,
      history: history.slice(0, i + 1),
    }),
  );
}

// Rates computed by hand from Keras' on_epoch_end.
test.each([
  {
    what: 'falls after this many epochs without improvement, repeatedly',
    losses: [5, 5, 5, 5, 5, 5, 5],
    options: { factor: 0.5, patience: 2 },
    rates: [1, 1, 0.5, 0.5, 0.25, 0.25, 0.125],
  },
  {
    what: 'restarts the count after an improvement',
    losses: [5, 5, 4, 4, 4, 3, 3],
    options: { factor: 0.5, patience: 2 },
    rates: [1, 1, 1, 1, 0.5, 0.5, 0.5],
  },
  {
    what: 'does not count 0.0001 as better',
    losses: [5, 4.99995, 4.9999, 4],
    options: { factor: 0.5, patience: 2 },
    rates: [1, 1, 0.5, 0.5],
  },
  {
    // Falls after epoch 2; epoch 3 is cooldown (2 to 1); epoch 4 ends it (1 to 0) and counts, so the rate falls.
    what: 'waits for the cooldown, whose last epoch counts',
    losses: [5, 5, 5, 5, 5],
    options: { factor: 0.5, patience: 1, cooldown: 2 },
    rates: [1, 0.5, 0.5, 0.25, 0.25],
  },
  {
    what: 'does not fall below its end',
    losses: [5, 5, 5, 5],
    options: { factor: 0.25, patience: 1, minRate: 0.125 },
    rates: [1, 0.25, 0.125, 0.125],
  },
  {
    what: 'takes patience 0 as 1',
    losses: [5, 5, 4],
    options: { factor: 0.5, patience: 0 },
    rates: [1, 0.5, 0.5],
  },
])('$what', ({ losses, options, rates }) => {
  expect(ratesAfter(losses, options)).toEqual(rates);
});

test('the first epoch has the first rate', () => {
  const schedule = reduceOnPlateau({ rate: 0.25, monitor: { quantity: 'valLoss' } });
  expect(schedule({ update: 0, epoch: 1, updatesPerEpoch: 5, epochs: 2, history: [] })).toBe(0.25);
});
