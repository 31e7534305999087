// What an optimizer is: a rule from parameters and gradients to the next parameters. It has no memory of its
// own; what it must remember is plain data that it hands back. Rules: gradient-descent.ts, momentum.ts,
// adam.ts.

import { check } from './check.ts';
import { requireVector, type Vector } from './matrix.ts';

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

/** What {@link Optimizer.update} is given. */
export type OptimizerUpdate = Parameters<Optimizer['update']>[0];

/** Throws `INVALID_ARGUMENT` unless `parameterCount` is one. */
export function checkParameterCount(parameterCount: unknown): void {
  check.wholeNumber('parameterCount', parameterCount, { min: 0, max: 2 ** 32 - 1 });
}

/**
 * Throws `INVALID_ARGUMENT` or `SHAPE_MISMATCH` unless there is a gradient for each parameter, and a state with
 * `moments` vectors as long.
 */
export function checkUpdate(update: OptimizerUpdate, moments: number): void {
  check.options('update', update, ['parameters', 'gradients', 'state']);
  const { parameters, gradients, state } = update;
  requireVector({ name: 'parameters', vector: parameters });
  requireVector({ name: 'gradients', vector: gradients, length: parameters.length });
  checkState('state', state);
  check.that(state.moments.length === moments, 'state.moments', {
    expected: `${moments} of them, as start() made`,
    value: state.moments,
  });
  for (const [i, moment] of state.moments.entries()) {
    requireVector({ name: `state.moments[${i}]`, vector: moment, length: parameters.length });
  }
}

/** Throws `INVALID_ARGUMENT` unless it has the fields of an optimizer's state. */
export function checkState(name: string, state: unknown): asserts state is OptimizerState {
  check.record(name, state, '{ step, moments }');
  check.wholeNumber(`${name}.step`, state.step, { min: 0 });
  check.list(`${name}.moments`, state.moments);
}
