// The one error class of the benchmarks. Codes are permanent; messages may be reworded.

/** What went wrong. */
export type BenchmarkErrorCode =
  | 'USAGE'
  | 'CANNOT_TRAIN'
  | 'TIMED_OUT'
  | 'ENGINE_FAILED'
  | 'RESULT_DAMAGED'
  | 'MARKERS_MISSING'
  | 'ASSEMBLY_FAILED'
  | 'WRONG_RESULT';

/** Thrown by the benchmarks; the message says what happened and what to do. */
export class BenchmarkError extends Error {
  override readonly name = 'BenchmarkError';
  readonly code: BenchmarkErrorCode;

  constructor(code: BenchmarkErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
