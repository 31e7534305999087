// When a run ends before its last epoch: a pure function of the finished epochs, so that a resumed run needs no state of
// the rule. The rules are the other files of this folder.
import type { EpochRecord } from '../events.ts';

/** Called after each epoch; `true` ends the run. */
export type StopRule = (history: readonly EpochRecord[]) => boolean;
