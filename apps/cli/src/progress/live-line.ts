// One line that is redrawn in place, on terminals only. On other outputs it shows nothing.
import { stripVTControlCharacters } from 'node:util';
import type { Output } from '../terminal/terminal.ts';

/** A line that can be redrawn. */
export interface LiveLine {
  /** Draws the text, at most fifteen times a second; calls in between are dropped. */
  readonly show: (text: () => string) => void;
  /** Erases the line, so that other text can be printed. */
  readonly clear: () => void;
}

/** Creates a live line on an output. `now` is in milliseconds. */
export function liveLine(output: Output, now: () => number): LiveLine {
  if (!output.isTerminal) return { show: () => undefined, clear: () => undefined };
  let drawnAt = Number.NEGATIVE_INFINITY;
  let drawn = 0;
  // Overwrite with spaces instead of an escape code: users who turn off colours may not want those either.
  const draw = (text: string) => {
    const width = stripVTControlCharacters(text).length;
    output.write(`\r${text}${' '.repeat(Math.max(0, drawn - width))}`);
    drawn = width;
  };
  return {
    show: (text) => {
      if (now() - drawnAt < 1000 / 15) return;
      drawnAt = now();
      draw(text());
    },
    clear: () => {
      if (drawn > 0) {
        // The terminal may have printed ^C after the line.
        drawn = Math.min(drawn + 2, output.columns() - 1);
        draw('');
        output.write('\r');
      }
      drawnAt = Number.NEGATIVE_INFINITY;
    },
  };
}
