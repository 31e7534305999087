// What an optimizer is: a rule from parameters and gradients to the next parameters. It has no memory of its
// own; what it must remember is plain data that it hands back. Rules: gradient-descent.ts, momentum.ts,
// adam.ts.

import type { Vector } from './matrix.ts';

/** What an optimizer remembers from step to step. */
export interface OptimizerState {
  /** Updates done so far. */
  readonly step: number;
  /** Running means, each as long as the parameters: none, velocity, or first and second moment. */
  readonly moments: readonly Vector[];
}

/** A rule that moves parameters downhill. Vectors are in the order of parameters.ts. */
export interface Optimizer {
  /** The state before the first update. */
  start(parameterCount: number): OptimizerState;
  /** One update; changes none of its arguments. */
  update(options: { parameters: Vector; gradients: Vector; state: OptimizerState }): {
    parameters: number[];
    state: OptimizerState;
  };
}
