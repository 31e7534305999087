// What a log file gets, event by event. The kinds are this folder's other files; writing is the caller's.
import { check } from '../check.ts';
import type { TrainingEvent } from '../events.ts';

/** What to append to the file after the event; `undefined` where it adds nothing. */
export type TrainingLog<Chunk extends string | Uint8Array> = (event: TrainingEvent) => Chunk | undefined;

/** What goes into a log, and whether it goes on with one. */
export interface LogOptions {
  /** Whether each batch has its entry too; `false` by default: epochs alone. */
  readonly batches?: boolean;
  /**
   * Whether the log goes on with a file that is there: nothing is written that belongs to a file's beginning. By default
   * so where the run was resumed.
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
