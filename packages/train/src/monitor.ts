// Which number of an epoch is watched, and what counts as better: for stop rules, the best epoch and reduce-on-plateau.

export interface Monitor {
  /** Losses are better when lower, accuracies when higher. */
  readonly quantity: 'loss' | 'accuracy' | 'valLoss' | 'valAccuracy';
  /** A change must be larger than this to count as better; 0 by default. */
  readonly minDelta?: number;
}
