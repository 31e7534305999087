// How a run's learning rate changes: a pure function of the position of the run. This file has what the schedules, the
// other files of this folder, have in common.
import { check } from '../check.ts';
import type { EpochRecord } from '../events.ts';

/** The position of a run, right before an update. */
export interface ScheduleMoment {
  /** Updates made before this one, over the whole run, from 0. */
  readonly update: number;
  /** The epoch in progress, from 1. */
  readonly epoch: number;
  readonly updatesPerEpoch: number;
  /** Number of epochs of the whole run. */
  readonly epochs: number;
  /** The finished epochs. */
  readonly history: readonly EpochRecord[];
}

/**
 * Returns the learning rate of the next update. It must depend only on the moment: then a resumed run has the same rates as
 * an uninterrupted one.
 */
export type Schedule = (moment: ScheduleMoment) => number;

/** @throws TrainError `INVALID_ARGUMENT` for a value that is neither a number above 0 nor a function */
export function checkRate(name: string, rate: number | Schedule): void {
  if (typeof rate === 'number') check.number(name, rate, { above: 0 });
  else
    check.that(typeof rate === 'function', name, { expected: 'a number above 0 or a schedule', value: rate });
}
