// Stops when a target is reached.
import { check } from '../check.ts';
import { checkQuantity, isLower, type Monitor, monitored, watching } from '../metrics/monitor.ts';
import type { StopRule } from './stop-rule.ts';

/**
 * Ends the run after the first epoch whose loss is `target` or lower, or whose accuracy is `target` or higher; likewise for
 * any metric, depending on whether lower or higher is better. The rule throws `INVALID_ARGUMENT` if an epoch lacks the
 * quantity.
 *
 * @throws TrainError `INVALID_ARGUMENT` if the target is not a number
 * @example fit(model, { train, validation, epochs: 100, stop: reachTarget({ quantity: 'valAccuracy', target: 0.99 }) })
 */
export function reachTarget(options: {
  readonly quantity: Monitor['quantity'];
  readonly target: number;
  readonly mode?: Monitor['mode'];
}): StopRule {
  check.options('reachTarget', options, ['quantity', 'target', 'mode']);
  const { quantity, target, mode } = options;
  if (mode !== undefined) check.oneOf('mode', mode, ['min', 'max']);
  checkQuantity('quantity', quantity, mode);
  check.number('target', target);
  const lower = isLower({ quantity, mode });
  return watching({ quantity }, (history) =>
    history.some((record) => {
      const value = monitored(record, { quantity });
      return lower ? value <= target : value >= target;
    }),
  );
}
