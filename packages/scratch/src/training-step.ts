// One training step: forward, cost, backward (backpropagation.ts), then one update by an optimizer.
// A run is this function in a loop; xor.ts is one.

import {
  type Backpropagation,
  type BatchOptions,
  batchOptions,
  checkBatch,
  traceBatch,
} from './backpropagation.ts';
import { check } from './check.ts';
import type { Vector } from './matrix.ts';
import type { Network } from './network.ts';
import { checkState, type Optimizer, type OptimizerState } from './optimizer.ts';
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
 * Throws as `backpropagate` does, `DIVERGED` when a gradient or an updated parameter is not finite, and
 * `SHAPE_MISMATCH` when `state` belongs to another network or optimizer.
 */
export function trainingStep(options: TrainingStepOptions): TrainingStep {
  check.options('trainingStep', options, stepOptions);
  checkBatch(options);
  const { network, optimizer } = options;
  checkOptimizer(optimizer);
  const parameters = flattenParameters(network);
  const initial = optimizer.start(parameters.length);
  const { state = initial } = options;
  checkState('state', state);
  requireMoments(state, initial);
  const { cost, layers } = traceBatch(options);
  const gradients = flattenGradients(layers);
  requireFinite('gradients', gradients);
  const next = optimizer.update({ parameters, gradients, state });
  requireUpdate(next, parameters.length);
  requireFinite('parameters after the update', next.parameters, ...next.state.moments);
  return { cost, layers, network: withParameters(network, next.parameters), state: next.state };
}

// A step may be spread into the options of the next one: its cost and its layers are known, and not read.
const stepOptions: readonly string[] = [...batchOptions, 'optimizer', 'state', 'cost', 'layers'];

function checkOptimizer(optimizer: unknown): void {
  check.record('optimizer', optimizer, '{ start, update }, such as adam()');
  check.callback('optimizer.start', optimizer.start);
  check.callback('optimizer.update', optimizer.update);
}

/** What an optimizer of one's own returned: as many parameters, and a state. */
function requireUpdate(next: unknown, length: number): void {
  check.record('Result of optimizer.update', next, '{ parameters, state }');
  const { parameters, state } = next;
  check.that(Array.isArray(parameters) && parameters.length === length, 'parameters of optimizer.update', {
    expected: `an array of ${length} numbers, as the network has`,
    value: parameters,
  });
  checkState('state of optimizer.update', state);
}

function requireFinite(what: string, ...vectors: readonly Vector[]): void {
  if (vectors.every((vector) => vector.every(Number.isFinite))) return;
  throw new ScratchError(
    'DIVERGED',
    `Expected finite ${what}, received an infinity or NaN. Take a smaller learning rate.`,
  );
}

function requireMoments(state: OptimizerState, expected: OptimizerState): void {
  const { length } = expected.moments;
  const fits =
    state.moments.length === length &&
    state.moments.every((moment, i) => moment?.length === expected.moments[i].length);
  if (fits) return;
  const sizes = ({ moments }: OptimizerState) => `[${moments.map((moment) => moment?.length).join(', ')}]`;
  throw new ScratchError(
    'SHAPE_MISMATCH',
    `state expects moments of lengths ${sizes(expected)}, received ${sizes(state)}. Leave it out when network or optimizer change.`,
  );
}
