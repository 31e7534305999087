// The one error class of this package. Codes are permanent; messages may be reworded.

/** The kind of error. The README describes when each one is thrown. */
export type TrainErrorCode =
  | 'INVALID_ARGUMENT'
  | 'INVALID_AUGMENTATION'
  | 'INVALID_DATA'
  | 'SHAPE_MISMATCH'
  | 'LABEL_OUT_OF_RANGE'
  | 'INVALID_MODEL'
  | 'MODEL_BUSY'
  | 'BACKEND_NOT_READY'
  | 'STEP_FAILED'
  | 'LOSS_NOT_FINITE'
  | 'ABORTED'
  | 'MODEL_MISSING'
  | 'MODEL_DAMAGED'
  | 'MODEL_UNSUPPORTED'
  | 'MODEL_UNWRITABLE'
  | 'CHECKPOINT_DAMAGED'
  | 'CHECKPOINT_VERSION'
  | 'CHECKPOINT_UNWRITABLE'
  | 'CHECKPOINT_MISMATCH'
  | 'WORKER_FAILED'
  | 'NOT_RUNNING'
  | 'NO_WEB_CRYPTO';

/** Thrown by this package. `code` identifies the kind of error and never changes its meaning. */
export class TrainError extends Error {
  readonly code: TrainErrorCode;

  constructor(code: TrainErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'TrainError';
    this.code = code;
  }
}
