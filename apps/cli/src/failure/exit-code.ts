// The exit codes that scripts rely on. Which error leads to which: `describe-failure.ts`.

/** Exit codes of `nn101`. */
export const exitCode = {
  /** Done. */
  done: 0,
  /** A run or an image is missing or unreadable, a directory can't be written, a run exists already. */
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
