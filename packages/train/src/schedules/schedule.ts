// How a run's learning rate moves: a pure function of where the run is. The schedules are in schedules/; here is only
// what they have in common.
import { check } from '../check.ts';
import type { EpochRecord } from '../events.ts';

/** Where a run is, right before an update. */
export interface ScheduleMoment {
  /** Updates made before this one, over the whole run, from 0. */
  readonly update: number;
  /** The epoch in progress, from 1. */
  readonly epoch: number;
  readonly updatesPerEpoch: number;
  /** Epochs of the whole run. */
  readonly epochs: number;
  /** The finished epochs. */
  readonly history: readonly EpochRecord[];
}

/**
 * The learning rate of the next update. It must depend on the moment alone: then a resumed run has the same rates as
 * one that was never interrupted.
 */
export type Schedule = (moment: ScheduleMoment) => number;

/** @throws TrainError `INVALID_ARGUMENT` unless it is a number above 0 or a function */
export function checkRate(name: string, rate: number | Schedule): void {
  if (typeof rate === 'number') check.number(name, rate, { above: 0 });
  else
    check.that(typeof rate === 'function', name, { expected: 'a number above 0 or a schedule', value: rate });
}
