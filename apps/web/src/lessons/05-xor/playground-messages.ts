// What the page and the playground's worker say to each other: plain data.
import type { Network } from '@nn101/scratch';
import type { Interval } from '../../drawings/linear-scale.ts';
import type { CostPoint, RunConfiguration } from './playground-run.ts';
import type { UnitSurfaces } from './unit-surfaces.ts';

/** To the worker. `run` numbers the runs: frames of an earlier one are late. */
export type PlaygroundRequest =
  | {
      readonly type: 'configure';
      readonly run: number;
      readonly configuration: RunConfiguration;
      readonly range: Interval;
      readonly step: number;
    }
  /** Trains on to `step`, at `stepsPerSecond` or, without it, as quickly as it can. Earlier steps are shown at once. */
  | {
      readonly type: 'goTo';
      readonly step: number;
      readonly stepsPerSecond?: number;
      readonly frameGap: number;
    }
  | { readonly type: 'pause' };

/** The run as it stands. */
export interface PlaygroundFrame {
  readonly type: 'frame';
  readonly run: number;
  readonly step: number;
  readonly cost: number;
  readonly accuracy: number;
  readonly network: Network;
  readonly surfaces: UnitSurfaces;
  readonly costs: readonly CostPoint[];
  /** Whether more frames follow by themselves. */
  readonly isMoving: boolean;
}

/** From the worker. */
export type PlaygroundReply =
  | PlaygroundFrame
  /** The run can't go on; `message` says why and what to do. */
  | { readonly type: 'ended'; readonly run: number; readonly message: string };
