// Over-fitting, read off the curves: when the loss on held-back images was lowest, and how far it has risen since.
import type { EpochRecord } from '@nn101/train/graph';

export interface OverFitting {
  readonly best: { readonly epoch: number; readonly loss: number };
  readonly last: {
    readonly epoch: number;
    readonly loss: number;
    readonly accuracy: number;
    readonly valAccuracy: number;
  };
  readonly isRising: boolean;
}

/** Fewer epochs than this say nothing. */
const fewest = 3;
/** A rise of less than this part of the lowest loss may be chance. */
const telling = 0.02;

/** What the epochs say; `undefined` where it is too early, or nothing is held back. */
export function overFittingOf(epochs: readonly EpochRecord[]): OverFitting | undefined {
  const measured = epochs.flatMap(({ epoch, accuracy, valLoss: loss, valAccuracy }) =>
    loss === undefined || valAccuracy === undefined ? [] : [{ epoch, loss, accuracy, valAccuracy }],
  );
  const last = measured.at(-1);
  if (!last || measured.length < fewest) return undefined;
  const best = measured.reduce((lowest, record) => (record.loss < lowest.loss ? record : lowest));
  return {
    best: { epoch: best.epoch, loss: best.loss },
    last,
    isRising: last.loss > best.loss * (1 + telling),
  };
}
