// One training step: forward, cost, backward (backpropagation.ts), then one update by an optimizer.
// A run is this function in a loop; xor.ts is one.

import { type Backpropagation, type BatchOptions, backpropagate } from './backpropagation.ts';
import type { Network } from './network.ts';
import type { Optimizer, OptimizerState } from './optimizer.ts';
import { flattenGradients, flattenParameters, withParameters } from './parameters.ts';
import { ScratchError } from './scratch-error.ts';

/** A batch, a rule for the update, and what the rule remembers. */
export interface TrainingStepOptions extends BatchOptions {
  optimizer: Optimizer;
  /** The `state` of the step before; left out at the first step. */
  state?: OptimizerState;
}

/** Every intermediate of the step, and what it led to. `cost` and `layers` are from before the update. */
export interface TrainingStep extends Backpropagation {
  /** The network after the update. */
  readonly network: Network;
  /** To be given to the next step. */
  readonly state: OptimizerState;
}

/**
 * One step of training. Pure: the same arguments give the same step, and none of them is changed, so that
 * earlier steps can be kept and shown.
 *
 * Throws as {@link backpropagate} does, `DIVERGED` when an updated parameter is not finite, and
 * `SHAPE_MISMATCH` when `state` belongs to another network or optimizer.
 */
export function trainingStep(options: TrainingStepOptions): TrainingStep {
  const { network, optimizer } = options;
  const parameters = flattenParameters(network);
  const initial = optimizer.start(parameters.length);
  const state = options.state ?? initial;
  requireMoments(state, initial);
  const { cost, layers } = backpropagate(options);
  const next = optimizer.update({ parameters, gradients: flattenGradients(layers), state });
  if (!next.parameters.every(Number.isFinite)) {
    throw new ScratchError(
      'DIVERGED',
      'Expected finite parameters after the update, received an infinity or NaN. Take a smaller learning rate.',
    );
  }
  return { cost, layers, network: withParameters(network, next.parameters), state: next.state };
}

function requireMoments(state: OptimizerState, expected: OptimizerState): void {
  const sizes = ({ moments }: OptimizerState) => `[${moments.map((moment) => moment.length).join(', ')}]`;
  if (sizes(state) === sizes(expected)) return;
  throw new ScratchError(
    'SHAPE_MISMATCH',
    `state expects moments of lengths ${sizes(expected)}, received ${sizes(state)}. Leave it out when network or optimizer change.`,
  );
}
