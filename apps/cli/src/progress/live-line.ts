// One line that is redrawn in place, on terminals only; elsewhere it shows nothing.
import type { Output } from '../terminal/terminal.ts';

/** A line that changes. */
export interface LiveLine {
  /** Draws the text, at most fifteen times a second; the rest is dropped. */
  readonly show: (text: () => string) => void;
  /** Takes the line away, so that other text can be printed. */
  readonly clear: () => void;
}

/** Makes a live line on an output. `now` is in milliseconds. */
export function liveLine(output: Output, now: () => number): LiveLine {
  if (!output.isTerminal) return { show: () => undefined, clear: () => undefined };
  let drawnAt = Number.NEGATIVE_INFINITY;
  let isDrawn = false;
  return {
    show: (text) => {
      if (now() - drawnAt < 1000 / 15) return;
      drawnAt = now();
      isDrawn = true;
      output.write(`\r\x1b[2K${text()}`);
    },
    clear: () => {
      if (isDrawn) output.write('\r\x1b[2K');
      isDrawn = false;
      drawnAt = Number.NEGATIVE_INFINITY;
    },
  };
}
