// The interface of optimizers: a rule that computes the next parameters from parameters and gradients. An optimizer is stateless;
// its state is plain data that it returns. The optimizers are gradient-descent.ts, momentum.ts and adam.ts.

import { check } from '../check.ts';
import { requireVector, type Vector } from '../matrix.ts';

/** The state of an optimizer between two steps. */
export interface OptimizerState {
  /** Number of updates so far. */
  readonly step: number;
  /** Running means, each as long as the parameters: none, the velocity, or the first and second moment. */
  readonly moments: readonly Vector[];
}

/** A rule that changes parameters to reduce the cost. Vectors are in the order of network/parameters.ts. */
export interface Optimizer {
  /** Returns the state before the first update. */
  start(parameterCount: number): OptimizerState;
  /** Returns the result of one update; does not change its arguments. */
  update(options: { parameters: Vector; gradients: Vector; state: OptimizerState }): {
    parameters: number[];
    state: OptimizerState;
  };
}

/** The options of {@link Optimizer.update}. */
export type OptimizerUpdate = Parameters<Optimizer['update']>[0];

/** Throws `INVALID_ARGUMENT` unless `parameterCount` is a valid count. */
export function checkParameterCount(parameterCount: unknown): void {
  check.wholeNumber('parameterCount', parameterCount, { min: 0, max: 2 ** 32 - 1 });
}

/**
 * Throws `INVALID_ARGUMENT` or `SHAPE_MISMATCH` unless there is one gradient per parameter, and a state with `moments` vectors
 * of that length.
 */
export function checkUpdate(update: OptimizerUpdate, moments: number): void {
  check.options('update', update, ['parameters', 'gradients', 'state']);
  const { parameters, gradients, state } = update;
  requireVector({ name: 'parameters', vector: parameters });
  requireVector({ name: 'gradients', vector: gradients, length: parameters.length });
  checkState('state', state);
  check.that(state.moments.length === moments, 'state.moments', {
    expected: `${moments} vectors, as start() returns`,
    value: state.moments,
  });
  for (const [i, moment] of state.moments.entries()) {
    requireVector({ name: `state.moments[${i}]`, vector: moment, length: parameters.length });
  }
}

/** Throws `INVALID_ARGUMENT` unless `state` has the fields of an optimizer's state. */
export function checkState(name: string, state: unknown): asserts state is OptimizerState {
  check.record(name, state, '{ step, moments }');
  check.wholeNumber(`${name}.step`, state.step, { min: 0 });
  check.list(`${name}.moments`, state.moments);
}
