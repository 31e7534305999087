// The error class of this package. Codes are permanent; the wording of messages may change.

/** The codes of {@link FiguresError}: invalid arguments, unknown options, and data that do not fit together. */
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

/** Every error that this package throws. */
export class FiguresError extends Error {
  override readonly name = 'FiguresError';
  /** Permanent; see {@link FiguresErrorCode}. */
  readonly code: FiguresErrorCode;

  constructor(code: FiguresErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
