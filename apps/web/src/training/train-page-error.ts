// The error class of the page's training, with a permanent code and a message for the reader. It crosses the worker's
// boundary as an `RpcError` of messages.ts.

/** The codes of this folder; errors of other packages keep theirs. */
export type TrainPageCode =
  | 'NO_RUN'
  | 'NO_LAYER'
  | 'RUN_BUSY'
  | 'NO_OWN_DATA'
  | 'SHAPE_MISMATCH'
  | 'MODEL_DAMAGED'
  | 'WORKER_CRASHED'
  | 'UNKNOWN';

/** Thrown in the worker, and thrown again with the same code by the client in the page. */
export class TrainPageError extends Error {
  readonly code: string;
  /** Whether the worker cannot be used any further and has to be replaced. */
  readonly fatal: boolean;

  constructor(
    code: TrainPageCode | (string & {}),
    message: string,
    options: ErrorOptions & { fatal?: boolean } = {},
  ) {
    super(message, options);
    this.name = 'TrainPageError';
    this.code = code;
    this.fatal = options.fatal ?? false;
  }

  /** Converts any error; a `TrainPageError` is returned as it is. */
  static from(error: unknown): TrainPageError {
    if (error instanceof TrainPageError) return error;
    const { code, message, fatal } = describeError(error);
    return new TrainPageError(code, message, { cause: error, fatal });
  }
}

/** Returns the properties of any error that a message can carry. */
export function describeError(error: unknown): { code: string; message: string; fatal: boolean } {
  const message = error instanceof Error ? error.message : String(error);
  const code = codeOf(error);
  return { code, message: explain(code, message), fatal: isFatal(error, message) };
}

function codeOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string') {
    return error.code;
  }
  return 'UNKNOWN';
}

// A WebAssembly memory only grows: once it has reached its limit, the module is unusable. Other traps leave it in an
// undefined state.
function isFatal(error: unknown, message: string): boolean {
  if (error instanceof TrainPageError) return error.fatal;
  return (
    error instanceof WebAssembly.RuntimeError ||
    (error instanceof RangeError && /memory|allocation/i.test(message)) ||
    /aborted\(|out of memory/i.test(message)
  );
}

function explain(code: string, message: string): string {
  if (code === 'FUSED_UNAVAILABLE')
    return 'This browser or its processor does not have the fused arithmetic, and training with the standard one would give another result. Choose the standard one in the settings, under Arithmetic.';
  if (code !== 'UNKNOWN') return message;
  if (/aborted\(|out of memory|allocation/i.test(message)) {
    return `The training ran out of memory (${message}). Choose smaller batches or a smaller network.`;
  }
  return message;
}
