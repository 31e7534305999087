// What this package's functions expect of their arguments, for callers in plain JavaScript. What a list of layers may
// be is in layer-spec.ts, whether its layers fit each other in layer-shapes.ts.
import { type ArgumentChecks, createArgumentChecks } from '#arguments';
import { ModelError } from './model-error.ts';

/** Each check throws a ModelError `INVALID_ARGUMENT` that says what was expected and what came. */
export const check: ArgumentChecks = createArgumentChecks(
  (message) => new ModelError('INVALID_ARGUMENT', message),
);
