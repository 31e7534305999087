// The argument checks of this package, for callers in plain JavaScript. Vectors and matrices are checked in matrix.ts, networks
// in network/check-network.ts.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { ScratchError } from './scratch-error.ts';

/** Each check throws a ScratchError `INVALID_ARGUMENT` that states what was expected and what was received. */
export const check: ArgumentChecks = createArgumentChecks(
  (message) => new ScratchError('INVALID_ARGUMENT', message),
);
