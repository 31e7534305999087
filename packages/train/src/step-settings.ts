// What a step is made from, whichever way it is computed.
import type { FitSettings } from './fit-options.ts';

/** The settings of a run, and where it begins. */
export interface StepSettings extends FitSettings {
  /** Updates that the run has made already. */
  readonly updates: number;
}
