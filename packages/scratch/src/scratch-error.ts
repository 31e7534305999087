// The one error class of this package. Every message says what was expected, what came, and what to do.
// Programs tell errors apart by `code`, which never changes; the wording may.

/**
 * What went wrong:
 * - `INVALID_ARGUMENT`: a value of the wrong kind, a number outside its range, such as a negative learning rate or 2.5
 *   units, or an unknown name or option.
 * - `SHAPE_MISMATCH`: rows, targets or parameters whose sizes do not fit the network.
 * - `NOT_A_PROBABILITY`: a cross-entropy met an output or a target outside 0..1.
 * - `DIVERGED`: an output, the cost, a gradient or a parameter is no longer a finite number.
 * - `INVALID_NETWORK`: a value that does not describe a network.
 */
export type ScratchErrorCode =
  | 'INVALID_ARGUMENT'
  | 'SHAPE_MISMATCH'
  | 'NOT_A_PROBABILITY'
  | 'DIVERGED'
  | 'INVALID_NETWORK';

/** Thrown by every function of this package that refuses its arguments or its result. */
export class ScratchError extends Error {
  override readonly name = 'ScratchError';
  /** Permanent, for programs; see {@link ScratchErrorCode}. */
  readonly code: ScratchErrorCode;

  constructor(code: ScratchErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
