// Stop when it is good enough.
import { check } from '../check.ts';
import { type Monitor, monitored, quantities, watching } from '../monitor.ts';
import type { StopRule } from './stop-rule.ts';

/**
 * Ends the run after the first epoch whose loss is `target` or lower, or whose accuracy is `target` or higher. The rule
 * throws `INVALID_ARGUMENT` where an epoch lacks what it watches.
 *
 * @throws TrainError `INVALID_ARGUMENT` where the target is no number
 * @example fit(model, { train, validation, epochs: 100, stop: reachTarget({ quantity: 'valAccuracy', target: 0.99 }) })
 */
export function reachTarget(options: {
  readonly quantity: Monitor['quantity'];
  readonly target: number;
}): StopRule {
  check.options('reachTarget', options, ['quantity', 'target']);
  const { quantity, target } = options;
  check.oneOf('quantity', quantity, quantities);
  check.number('target', target);
  const lower = quantity === 'loss' || quantity === 'valLoss';
  return watching({ quantity }, (history) =>
    history.some((record) => {
      const value = monitored(record, { quantity });
      return lower ? value <= target : value >= target;
    }),
  );
}
