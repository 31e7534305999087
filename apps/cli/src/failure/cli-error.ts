// The error class of the command line and the exit codes that scripts rely on. Every error code has one exit code.
// describe-failure.ts maps the packages' errors to them.

/** Exit codes of `nn101`. */
export const exitCode = {
  /** Success. */
  done: 0,
  /** A run or an image is missing or unreadable, a directory can't be written, or a run already exists. */
  failed: 1,
  /** Unknown command, option or name, or an impossible value. */
  usage: 2,
  /** Data are missing or damaged. */
  data: 3,
  /** The run is written, but its accuracy is below `--min-accuracy`. */
  belowMinimum: 4,
  /** Ctrl-C. */
  interrupted: 130,
} as const;

/** One of the values of `exitCode`. */
export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Permanent codes of the command line's own errors, with the exit code each leads to. */
export const cliErrorCodes = {
  USAGE: exitCode.usage,
  RUN_EXISTS: exitCode.failed,
  RUN_MISSING: exitCode.failed,
  RUN_DAMAGED: exitCode.failed,
  RUN_UNFINISHED: exitCode.failed,
  RUN_BUSY: exitCode.failed,
  /** Has the exit code of its cause. */
  RUN_STOPPED: exitCode.failed,
  TOO_MUCH_MEMORY: exitCode.failed,
  DIRECTORY_UNWRITABLE: exitCode.failed,
  FILE_UNWRITABLE: exitCode.failed,
  IMAGE_UNREADABLE: exitCode.failed,
  OUTPUT_LOST: exitCode.failed,
  COURSE_MISSING: exitCode.failed,
  PORT_TAKEN: exitCode.failed,
  UNHEALTHY: exitCode.failed,
  DATA_DAMAGED: exitCode.data,
  BELOW_MINIMUM: exitCode.belowMinimum,
  INTERRUPTED: exitCode.interrupted,
} as const satisfies Record<string, ExitCode>;

/** A code of `CliError`. */
export type CliErrorCode = keyof typeof cliErrorCodes;

/** An error whose message says what happened and what to do. An empty message is not printed. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: CliErrorCode;

  constructor(code: CliErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The message for Ctrl-C. */
export const interruptedMessage =
  'Interrupted. Nothing unfinished was kept, except for downloads, which can be resumed.';
