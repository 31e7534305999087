// The error class of this package. Codes are permanent; the wording of messages may change.

/**
 * The codes of {@link ModelError}:
 * - `UNKNOWN_MODEL`: no model has this name.
 * - `INVALID_ARGUMENT`: an argument of the wrong type or out of range, an unknown option, or layers whose shapes do not fit
 *   each other.
 * - `BACKEND_NOT_READY`: tfjs has no backend yet to hold a model's weights.
 * - `NOT_BUILT`: the shapes of the model are not known yet.
 */
export type ModelErrorCode = 'UNKNOWN_MODEL' | 'INVALID_ARGUMENT' | 'BACKEND_NOT_READY' | 'NOT_BUILT';

/** Every error that this package throws. The meaning of a `code` never changes. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ModelError';
    this.code = code;
  }
}
