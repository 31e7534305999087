// The error class of this package. Messages state what was expected, what was received, and what to do. Codes are permanent;
// the wording of messages may change.

/**
 * The codes of {@link ScratchError}:
 * - `INVALID_ARGUMENT`: a value of the wrong type, a number out of range, such as a negative learning rate or 2.5 units, or an
 *   unknown name or option.
 * - `SHAPE_MISMATCH`: rows, targets or parameters whose sizes do not fit the network.
 * - `NOT_A_PROBABILITY`: a cross-entropy received an output or a target outside 0..1.
 * - `DIVERGED`: an output, the cost, a gradient or a parameter is no longer a finite number.
 * - `INVALID_NETWORK`: a value that does not describe a network.
 */
export type ScratchErrorCode =
  | 'INVALID_ARGUMENT'
  | 'SHAPE_MISMATCH'
  | 'NOT_A_PROBABILITY'
  | 'DIVERGED'
  | 'INVALID_NETWORK';

/** Every error that this package throws. */
export class ScratchError extends Error {
  override readonly name = 'ScratchError';
  /** Permanent; see {@link ScratchErrorCode}. */
  readonly code: ScratchErrorCode;

  constructor(code: ScratchErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
