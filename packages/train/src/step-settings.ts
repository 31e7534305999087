// What a step is made from, whichever way it is computed.
import type { Table } from './data/training-data.ts';
import type { FitSettings } from './fit-options.ts';

/** Of a step on the tape. */
export interface TapeSettings extends FitSettings {
  /** Updates that the run has made already. */
  readonly updates: number;
}

/** Of a step on plans, whose data are in memory. */
export interface StepSettings extends TapeSettings {
  readonly train: Table;
}
