// What this package's functions expect of their arguments, for callers in plain JavaScript. Whether data fit a model is
// checked in check-data.ts.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { TrainError } from './train-error.ts';

/** Each check throws a TrainError `INVALID_ARGUMENT` that says what was expected and what came. */
export const check: ArgumentChecks = createArgumentChecks(
  (message) => new TrainError('INVALID_ARGUMENT', message),
);
