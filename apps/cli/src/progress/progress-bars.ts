// The progress bar of a pass over images without training: validation, test.

import { type Paint, paintFor } from '../terminal/paint.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { liveLine } from './live-line.ts';

/** How many images are done, of how many. */
export interface ImageProgress {
  readonly images: number;
  readonly of: number;
}

/** One line, cut to fit `columns`: what is done, a bar, and the images. */
export function imageLine(
  what: string,
  { images, of }: ImageProgress,
  { columns, paint }: { columns: number; paint: Paint },
): string {
  const count = (value: number) => value.toLocaleString('en');
  const counts = `${count(images)} of ${count(of)} images`;
  const width = columns >= 100 ? 24 : 12;
  if (what.length + counts.length + width + 4 > columns) return `${what}  ${counts}`.slice(0, columns - 1);
  return `${what} ${bar(images / of, width, paint)}  ${counts}`;
}

/** A bar of `width` characters, filled for a share of it. */
function bar(share: number, width: number, paint: Paint): string {
  const filled = Math.round(Math.min(1, share) * width);
  return paint.cyan('━'.repeat(filled)) + paint.dim('─'.repeat(width - filled));
}

/** Does `work` with a bar on stderr, which is gone when it ends. */
export async function withImageProgress<T>(
  what: string,
  terminal: Terminal,
  work: (onProgress: (progress: ImageProgress) => void) => Promise<T>,
): Promise<T> {
  const { stderr, now } = terminal;
  const line = liveLine(stderr, now);
  const view = { columns: stderr.columns(), paint: paintFor(stderr) };
  try {
    return await work((progress) => line.show(() => imageLine(what, progress, view)));
  } finally {
    line.clear();
  }
}
