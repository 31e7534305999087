// The one error class of this package. Each code is permanent: callers may switch on it.
// Where the checks are made: `images.ts`, `layout.ts` and the figure files themselves.

/** What can be wrong with the data of a figure. */
export type FiguresErrorCode =
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

/** Thrown by every function of this package when its data do not fit together. */
export class FiguresError extends Error {
  override readonly name = 'FiguresError';
  /** Permanent, for programs; the message is for people and may change. */
  readonly code: FiguresErrorCode;

  constructor(code: FiguresErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
