// What this package's functions expect of their arguments, for callers in plain JavaScript. Shapes of matrices are in
// matrix.ts.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { ScratchError } from './scratch-error.ts';

/** Each check throws a ScratchError `INVALID_ARGUMENT` that says what was expected and what came. */
export const check: ArgumentChecks = createArgumentChecks(
  (message) => new ScratchError('INVALID_ARGUMENT', message),
);
