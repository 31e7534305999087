// The one error class of this package. Codes are permanent; messages may be reworded.

/** What went wrong: the name of a model, or one of the options. */
export type ModelErrorCode = 'UNKNOWN_MODEL' | 'INVALID_ARGUMENT' | 'NOT_BUILT';

/** Thrown by this package; `code` says what went wrong and never changes its meaning. */
export class ModelError extends Error {
  readonly code: ModelErrorCode;

  constructor(code: ModelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ModelError';
    this.code = code;
  }
}
