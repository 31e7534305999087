// When a run ends before its last epoch: a pure function of the finished epochs, so that a resumed run needs no state
// of its rule. The rules are this folder's other files.
import type { EpochRecord } from '../events.ts';

/** Asked after each epoch; `true` ends the run. */
export type StopRule = (history: readonly EpochRecord[]) => boolean;
