// What a command may know of the world outside: two outputs, clocks, the working directory, a stop signal.
// A plain record, so that tests pass their own. `process-terminal.ts` makes the real one.
import pc from 'picocolors';

/** How many colours an output shows. `none` is a pipe, a file, or a user who set NO_COLOR. */
export type ColourDepth = 'none' | '16' | '256' | 'truecolor';

/** One of the two outputs. */
export interface Output {
  /** Writes the text as it is; no line end is added. */
  readonly write: (text: string) => void;
  /** True when a person watches: only then may lines be redrawn. */
  readonly isTerminal: boolean;
  /** Width in characters, 80 where it is unknown. */
  readonly columns: () => number;
  readonly colours: ColourDepth;
}

/** The edges of the program. */
export interface Terminal {
  /** Results. */
  readonly stdout: Output;
  /** Progress, warnings and errors. */
  readonly stderr: Output;
  /** Milliseconds from a steady clock. */
  readonly now: () => number;
  /** The date of today, for records. */
  readonly date: () => Date;
  /** Aborts when the program is to stop (Ctrl-C, SIGTERM, SIGHUP), with a `CliError` as its reason. */
  readonly signal: AbortSignal;
  /** Relative paths start here. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Lets pending signals and timers in; call it between long computations. Throws when `signal` aborted. */
  readonly yieldToEventLoop: () => Promise<void>;
}

/** Writes one line to an output. */
export function writeLine(output: Output, line = ''): void {
  output.write(`${line}\n`);
}

/** Functions from text to coloured text. */
export type Paint = ReturnType<typeof pc.createColors>;

/** The paints that suit an output. */
export function paintFor(output: Output): Paint {
  return pc.createColors(output.colours !== 'none');
}

/** Writes one event as one line. Keys with an undefined value are left out. */
export function writeEvent(output: Output, event: string, fields: object): void {
  writeLine(output, JSON.stringify({ event, ...fields }));
}
