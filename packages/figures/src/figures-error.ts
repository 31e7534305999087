// The one error class of this package. Each code is permanent: callers may switch on it.
// Where the checks are made: `check.ts`, `images.ts`, `layout.ts` and the figure files themselves.

/** What can be wrong: an argument of the wrong kind or an unknown option, or data that do not fit together. */
export type FiguresErrorCode =
  | 'INVALID_ARGUMENT'
  | 'IMAGE_SHAPE'
  | 'IMAGE_INDEX'
  | 'LABEL_COUNT'
  | 'LABEL_RANGE'
  | 'PROBABILITY_COUNT'
  | 'PROBABILITY_RANGE'
  | 'MATRIX_SHAPE'
  | 'MATRIX_COUNT'
  | 'GRID_SHAPE'
  | 'LAYOUT'
  | 'NO_DATA'
  | 'NO_DOCUMENT';

/** Thrown by every function of this package when its arguments are wrong or do not fit together. */
export class FiguresError extends Error {
  override readonly name = 'FiguresError';
  /** Permanent, for programs; the message is for people and may change. */
  readonly code: FiguresErrorCode;

  constructor(code: FiguresErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
