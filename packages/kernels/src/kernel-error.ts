// The one error class of this package.

/** What a KernelError is about; permanent, so that programs can tell cases apart. */
export type KernelErrorCode =
  | 'INVALID_ARGUMENT'
  | 'BACKEND_MISSING'
  | 'BACKEND_INTERNALS'
  | 'TFJS_VERSION'
  | 'TFJS_TWICE'
  | 'SIMD_MISSING'
  | 'FUSED_UNAVAILABLE'
  | 'OUT_OF_MEMORY'
  | 'SHAPE_MISMATCH'
  | 'INDEX_OUTSIDE'
  | 'UNSUPPORTED';

/** An error of @nn101/kernels: `message` says what happened, why, and what to do. */
export class KernelError extends Error {
  override readonly name = 'KernelError';
  readonly code: KernelErrorCode;

  constructor(code: KernelErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
