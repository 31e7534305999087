// Everything a command may use of the outside world: two outputs, clocks, the working directory, a stop signal. A
// plain record, so that tests can pass their own; process-terminal.ts creates the real one.
import pc from 'picocolors';

/** How many colours an output shows. `none` for a pipe, a file, or a user who set NO_COLOR. */
export type ColourDepth = 'none' | '16' | '256' | 'truecolor';

/** One of the two outputs. */
export interface Output {
  /** Writes the text as it is, without adding a line end. */
  readonly write: (text: string) => void;
  /** Whether a person is watching; only then are lines redrawn. */
  readonly isTerminal: boolean;
  /** Width in characters; 80 if unknown. */
  readonly columns: () => number;
  readonly colours: ColourDepth;
}

/** The interface between the commands and the outside world. */
export interface Terminal {
  /** Results. */
  readonly stdout: Output;
  /** Progress, warnings and errors. */
  readonly stderr: Output;
  /** Milliseconds from a monotonic clock. */
  readonly now: () => number;
  /** The current date, for records. */
  readonly date: () => Date;
  /** Aborts when the program should stop (Ctrl-C, SIGTERM, SIGHUP), with a `CliError` as its reason. */
  readonly signal: AbortSignal;
  /** The working directory, against which relative paths are resolved. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Lets pending signals and timers run; call it between long computations. Throws if `signal` aborted. */
  readonly yieldToEventLoop: () => Promise<void>;
}

/** Writes one line to an output. */
export function writeLine(output: Output, line = ''): void {
  output.write(`${line}\n`);
}

/** Functions that colour text. */
export type Paint = ReturnType<typeof pc.createColors>;

/** The colours that suit an output; functions that change nothing if it shows none. */
export function paintFor(output: Output): Paint {
  return pc.createColors(output.colours !== 'none');
}

/** Writes one event of `--json` as one line. Keys whose value is undefined are left out. */
export function writeEvent(output: Output, event: string, fields: object): void {
  writeLine(output, JSON.stringify({ event, ...fields }));
}
