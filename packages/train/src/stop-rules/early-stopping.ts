// Stops when there is no more improvement. To restore the best weights, use the option `restoreBest` of fit().
import { check } from '../check.ts';
import { checkMonitor, isBetter, type Monitor, monitored, watching, worst } from '../metrics/monitor.ts';
import type { StopRule } from './stop-rule.ts';

/** What is monitored, and for how long without improvement. */
export interface EarlyStoppingOptions {
  readonly monitor: Monitor;
  /** Number of consecutive epochs without improvement that end the run; 0, the default, is equivalent to 1. */
  readonly patience?: number;
  /** Number of epochs before monitoring begins; 0 by default. */
  readonly startFromEpoch?: number;
}

/**
 * Keras' EarlyStopping (https://keras.io/api/callbacks/early_stopping/). The rule throws `INVALID_ARGUMENT` if an epoch
 * lacks the monitored quantity.
 *
 * @throws TrainError `INVALID_ARGUMENT`
 * @example fit(model, { train, validation, epochs: 100, stop: earlyStopping({ monitor: { quantity: 'valLoss' }, patience: 5
 * }) })
 */
export function earlyStopping(options: EarlyStoppingOptions): StopRule {
  check.options('earlyStopping', options, ['monitor', 'patience', 'startFromEpoch']);
  const { monitor, patience = 0, startFromEpoch = 0 } = options;
  check.wholeNumber('patience', patience, { min: 0 });
  check.wholeNumber('startFromEpoch', startFromEpoch, { min: 0 });
  checkMonitor('monitor', monitor);
  return watching(monitor, (history) => {
    let best = worst(monitor);
    let wait = 0;
    for (const record of history.slice(startFromEpoch)) {
      const value = monitored(record, monitor);
      const better = isBetter(monitor, { value, than: best });
      if (better) best = value;
      wait = better ? 0 : wait + 1;
      // NaN in the first epoch is not a reason to stop.
      if (wait >= Math.max(patience, 1) && record.epoch > 1) return true;
    }
    return false;
  });
}
