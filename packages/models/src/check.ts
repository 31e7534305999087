// The argument checks of this package, for callers in plain JavaScript. Lists of layers are checked in course/layer-spec.ts
// and course/layer-shapes.ts, networks in network/network-spec.ts and network/resolve-network.ts.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { ModelError } from './model-error.ts';

/** Each check throws a ModelError `INVALID_ARGUMENT` that states what was expected and what was received. */
export const check: ArgumentChecks = createArgumentChecks(
  (message) => new ModelError('INVALID_ARGUMENT', message),
);
