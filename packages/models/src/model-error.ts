// The one error class of this package. Codes are permanent; messages may be reworded.

/**
 * What went wrong:
 * - `UNKNOWN_MODEL`: the name is none of the models'.
 * - `INVALID_ARGUMENT`: an argument of the wrong kind or out of its range, an unknown option, or layers whose shapes do
 *   not fit each other.
 * - `BACKEND_NOT_READY`: tfjs has no backend yet that could hold a model's weights.
 * - `NOT_BUILT`: a model whose shapes are not known yet.
 */
export type ModelErrorCode = 'UNKNOWN_MODEL' | 'INVALID_ARGUMENT' | 'BACKEND_NOT_READY' | 'NOT_BUILT';

/** Thrown by this package; `code` says what went wrong and never changes its meaning. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ModelError';
    this.code = code;
  }
}
