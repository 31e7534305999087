// The learning rate falls when a monitored quantity stops improving.
import { check } from '../check.ts';
import { checkMonitor, isBetter, type Monitor, monitored, watching, worst } from '../metrics/monitor.ts';
import type { Schedule } from './schedule.ts';

/** When and by how much the rate is lowered, with the names of Keras' ReduceLROnPlateau. */
export interface ReduceOnPlateauOptions {
  /** The rate of the first epochs, above 0. */
  readonly rate: number;
  /** Its `minDelta` is 0.0001 by default. */
  readonly monitor: Monitor;
  /** Factor of each reduction, from 0 to 1; 0.1 by default. */
  readonly factor?: number;
  /** Number of consecutive epochs without improvement that lower the rate; 10 by default. */
  readonly patience?: number;
  /** Number of epochs after a reduction that are not counted; 0 by default. */
  readonly cooldown?: number;
  /** Minimum rate; 0 by default. */
  readonly minRate?: number;
}

/**
 * Keras' ReduceLROnPlateau (https://keras.io/api/callbacks/reduce_lr_on_plateau/) as a function of the finished epochs. The
 * schedule throws `INVALID_ARGUMENT` if an epoch lacks the monitored quantity.
 *
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function reduceOnPlateau(options: ReduceOnPlateauOptions): Schedule {
  const known = ['rate', 'monitor', 'factor', 'patience', 'cooldown', 'minRate'];
  check.options('reduceOnPlateau', options, known);
  const { rate, factor = 0.1, patience = 10, cooldown = 0, minRate = 0 } = options;
  check.number('rate', rate, { above: 0 });
  check.number('factor', factor, { min: 0, max: 1 });
  check.wholeNumber('patience', patience, { min: 0 });
  check.wholeNumber('cooldown', cooldown, { min: 0 });
  check.number('minRate', minRate, { min: 0, max: rate });
  checkMonitor('monitor', options.monitor);
  const monitor = { ...options.monitor, minDelta: options.monitor.minDelta ?? 1e-4 };
  return watching(monitor, ({ history }) => {
    let state = { rate, best: worst(monitor), wait: 0, cooling: 0 };
    for (const record of history) {
      const value = monitored(record, monitor);
      const cooling = Math.max(0, state.cooling - 1);
      // The epoch that ends the cooldown counts again, as in Keras.
      const wait = state.cooling > 0 ? 0 : state.wait;
      if (isBetter(monitor, { value, than: state.best })) state = { ...state, best: value, wait: 0, cooling };
      else if (cooling > 0) state = { ...state, wait, cooling };
      else if (wait + 1 < patience || state.rate <= minRate) state = { ...state, wait: wait + 1, cooling };
      else state = { ...state, rate: Math.max(state.rate * factor, minRate), wait: 0, cooling: cooldown };
    }
    return state.rate;
  });
}
