// `--json`: one JSON object a line, each with an `event`; the last has `"event":"result"`.
import { type Output, writeLine } from './terminal.ts';

/** Writes one event as one line. Keys with an undefined value are left out. */
export function writeEvent(output: Output, event: string, fields: object): void {
  writeLine(output, JSON.stringify({ event, ...fields }));
}
