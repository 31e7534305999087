// Validates the arguments of this package's functions, for callers in plain JavaScript. Whether data fits a model is
// checked in data/read-table.ts.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { TrainError } from './train-error.ts';

/** Each check throws a TrainError `INVALID_ARGUMENT` with the expected and the received value. */
export const check: ArgumentChecks = createArgumentChecks(
  (message) => new TrainError('INVALID_ARGUMENT', message),
);
