// Stops when the time is up.
import { check } from '../check.ts';
import type { StopRule } from './stop-rule.ts';

/**
 * Ends the run after the epoch in which the total time of its training steps reaches `seconds`. Validation and pauses do
 * not count, but the time before a resume does. Where the run ends depends on the machine, so it is not reproducible.
 *
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function timeLimit(options: { readonly seconds: number }): StopRule {
  check.options('timeLimit', options, ['seconds']);
  const { seconds } = options;
  check.number('seconds', seconds, { above: 0 });
  return (history) => history.reduce((sum, record) => sum + record.seconds, 0) >= seconds;
}
