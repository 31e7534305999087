// A warm-up before any schedule.
import { check } from '../check.ts';
import { watchingAs } from '../metrics/monitor.ts';
import { checkRate, type Schedule } from './schedule.ts';

/**
 * Multiplies the rates of `schedule` by a factor that rises linearly from `start` to 1 over the first epochs and then stays
 * 1; the schedule advances meanwhile (Goyal et al. 2017, section 2.2). PyTorch's LinearLR combined with another schedule.
 *
 * @param options.epochs length of the warm-up, above 0; may be a fraction
 * @param options.schedule the schedule to warm up to, or a constant rate
 * @param options.start factor of the first update, from 0 to 1; 0.01 by default
 * @throws TrainError `INVALID_ARGUMENT`
 * @example warmUp({ epochs: 1, schedule: cosineDecay({ from: 0.004 }) })
 */
export function warmUp(options: {
  readonly epochs: number;
  readonly schedule: Schedule | number;
  readonly start?: number;
}): Schedule {
  check.options('warmUp', options, ['epochs', 'schedule', 'start']);
  const { epochs, schedule, start = 0.01 } = options;
  check.number('epochs', epochs, { above: 0 });
  check.number('start', start, { min: 0, max: 1 });
  checkRate('schedule', schedule);
  const warmed: Schedule = (moment) => {
    const rate = typeof schedule === 'number' ? schedule : schedule(moment);
    const share = moment.update / (epochs * moment.updatesPerEpoch);
    return share >= 1 ? rate : rate * (start + (1 - start) * share);
  };
  return watchingAs(schedule, warmed);
}
