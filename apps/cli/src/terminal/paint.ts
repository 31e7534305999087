// The few colours and weights that text may have, or none at all where the output shows none.
import pc from 'picocolors';
import type { Output } from './terminal.ts';

/** Functions from text to coloured text. */
export type Paint = ReturnType<typeof pc.createColors>;

/** The paints that suit an output. */
export function paintFor(output: Output): Paint {
  return pc.createColors(output.colours !== 'none');
}
