// One training step: forward, cost and backward (backpropagation.ts), then one update by an optimizer. Training calls this
// function in a loop; ../xor.ts is an example.

import { check } from '../check.ts';
import type { Vector } from '../matrix.ts';
import type { Network } from '../network/network.ts';
import { flattenGradients, flattenParameters, withParameters } from '../network/parameters.ts';
import { checkState, type Optimizer, type OptimizerState } from '../optimizers/optimizer.ts';
import { ScratchError } from '../scratch-error.ts';
import {
  type Backpropagation,
  type BatchOptions,
  batchOptions,
  checkBatch,
  traceBatch,
} from './backpropagation.ts';

/** A batch, an optimizer, and the state of the optimizer. */
export interface TrainingStepOptions extends BatchOptions {
  optimizer: Optimizer;
  /** The `state` that the previous step returned; omitted in the first step. */
  state?: OptimizerState;
}

/** Every intermediate value of a step, and its result. `cost` and `layers` are from before the update. */
export interface TrainingStep extends Backpropagation {
  /** The network after the update. */
  readonly network: Network;
  /** Pass it to the next step. */
  readonly state: OptimizerState;
}

/**
 * Runs one step of training. It is a pure function that does not change its arguments, so that earlier steps can be kept and
 * shown.
 *
 * Throws like `backpropagate`, `DIVERGED` if a gradient or an updated parameter is not finite, and `SHAPE_MISMATCH` if
 * `state` belongs to another network or optimizer.
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

// A step may be spread into the options of the next one; its cost and layers are accepted and ignored.
const stepOptions: readonly string[] = [...batchOptions, 'optimizer', 'state', 'cost', 'layers'];

function checkOptimizer(optimizer: unknown): void {
  check.record('optimizer', optimizer, '{ start, update }, such as adam()');
  check.callback('optimizer.start', optimizer.start);
  check.callback('optimizer.update', optimizer.update);
}

/** Checks the result of a custom optimizer: the right number of parameters, and a state. */
function requireUpdate(next: unknown, length: number): void {
  check.record('Result of optimizer.update', next, '{ parameters, state }');
  const { parameters, state } = next;
  check.that(Array.isArray(parameters) && parameters.length === length, 'parameters of optimizer.update', {
    expected: `an array of ${length} numbers, the number of parameters of the network`,
    value: parameters,
  });
  checkState('state of optimizer.update', state);
}

function requireFinite(what: string, ...vectors: readonly Vector[]): void {
  if (vectors.every((vector) => vector.every(Number.isFinite))) return;
  throw new ScratchError(
    'DIVERGED',
    `Expected finite ${what}, received an infinity or NaN. Use a smaller learning rate.`,
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
    `state expects moments of lengths ${sizes(expected)}, received ${sizes(state)}. Omit it if the network or the optimizer changes.`,
  );
}
