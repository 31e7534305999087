// Stop when the time is over.
import { check } from '../check.ts';
import type { StopRule } from './stop-rule.ts';

/**
 * Ends the run after the epoch in which its training steps reach `seconds` together. Validation and pauses do not count,
 * the time before a resume does. Where the run ends depends on the machine: such a run is not reproducible.
 *
 * @throws TrainError `INVALID_ARGUMENT`
 */
export function timeLimit(options: { readonly seconds: number }): StopRule {
  check.options('timeLimit', options, ['seconds']);
  const { seconds } = options;
  check.number('seconds', seconds, { above: 0 });
  return (history) => history.reduce((sum, record) => sum + record.seconds, 0) >= seconds;
}
