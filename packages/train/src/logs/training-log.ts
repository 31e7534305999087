// The content of a log file, event by event. The kinds of logs are the other files of this folder; the caller writes the
// file.
import { check } from '../check.ts';
import type { TrainingEvent } from '../events.ts';

/** Returns what to append to the file after the event; undefined if it adds nothing. */
export type TrainingLog<Chunk extends string | Uint8Array> = (event: TrainingEvent) => Chunk | undefined;

/** What a log contains, and whether it continues an existing file. */
export interface LogOptions {
  /** Whether to log each batch as well; `false` by default: only epochs. */
  readonly batches?: boolean;
  /**
   * Whether the log continues an existing file: the beginning of a file, such as a header, is not written. By default true
   * if the run was resumed.
   */
  readonly append?: boolean;
}

/** @throws TrainError `INVALID_ARGUMENT` */
export function checkLogOptions(
  caller: string,
  options: LogOptions & { readonly now?: () => number },
  known: readonly string[],
): void {
  check.options(caller, options as unknown, known);
  const { batches, append, now } = options;
  if (batches !== undefined) check.flag('batches', batches);
  if (append !== undefined) check.flag('append', append);
  if (now !== undefined) check.callback('now', now);
}
