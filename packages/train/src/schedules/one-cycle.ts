// One rise and one fall of the learning rate over the whole run (Smith & Topin 2018, "Super-Convergence").
import { cosine } from '#deterministic-math';
import { check } from '../check.ts';
import type { Schedule } from './schedule.ts';

/**
 * From peak / startDivisor along half a cosine up to the peak, then down to peak / startDivisor / endDivisor at the last
 * update; the learning rate of PyTorch's OneCycleLR with its defaults. The momentum does not change.
 *
 * @param options.peak the highest rate, above 0; `learningRateRange` helps to find it
 * @param options.rise fraction of the run in which the rate rises, from 0 to 1; 0.3 by default
 * @param options.startDivisor above 0; 25 by default
 * @param options.endDivisor above 0; 10000 by default
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function oneCycle(options: {
  readonly peak: number;
  readonly rise?: number;
  readonly startDivisor?: number;
  readonly endDivisor?: number;
}): Schedule {
  check.options('oneCycle', options, ['peak', 'rise', 'startDivisor', 'endDivisor']);
  const { peak, rise = 0.3, startDivisor = 25, endDivisor = 1e4 } = options;
  check.number('peak', peak, { above: 0 });
  check.number('rise', rise, { min: 0, max: 1 });
  check.number('startDivisor', startDivisor, { above: 0 });
  check.number('endDivisor', endDivisor, { above: 0 });
  const first = peak / startDivisor;
  return ({ update, updatesPerEpoch, epochs }) => {
    const total = updatesPerEpoch * epochs;
    const top = rise * total - 1;
    if (update <= top) return between(first, peak, top > 0 ? update / top : 1);
    // The last update is at the end of the fall, also in a run of a single update.
    return between(peak, first / endDivisor, Math.min(1, (update - top) / (total - 1 - top)));
  };
}

function between(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + cosine(Math.PI * share))) / 2;
}
