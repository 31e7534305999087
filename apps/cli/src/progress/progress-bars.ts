// Progress bars for downloads, and for passes over images without training: validation and test.

import type { DownloadProgress } from '@nn101/datasets';
import { type Paint, paintFor, type Terminal } from '../terminal/terminal.ts';
import { byteSize, duration } from '../text/quantities.ts';
import { liveLine } from './live-line.ts';

/** Number of images processed, and of all images. */
export interface ImageProgress {
  readonly images: number;
  readonly of: number;
}

/** One line, cut to fit `columns`: the activity, a bar, and the number of images. */
export function imageLine(
  what: string,
  { images, of }: ImageProgress,
  { columns, paint }: { columns: number; paint: Paint },
): string {
  const count = (value: number) => value.toLocaleString('en');
  const counts = `${count(images)} of ${count(of)} images`;
  const width = columns >= 100 ? 24 : 12;
  if (what.length + counts.length + width + 4 > columns) return `${what}  ${counts}`.slice(0, columns - 1);
  return `${what} ${progressBar(images / of, width, paint)}  ${counts}`;
}

/** A bar of `width` characters, filled to a share of it. */
export function progressBar(share: number, width: number, paint: Paint): string {
  const filled = Math.round(Math.min(1, share) * width);
  return paint.cyan('━'.repeat(filled)) + paint.dim('─'.repeat(width - filled));
}

/** Calls `work` and shows a bar on stderr, which is erased at the end. */
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

/** One line, cut to fit `columns`. If the size is unknown, there is no bar and no time left. */
export function downloadLine(progress: DownloadProgress, view: { columns: number; paint: Paint }): string {
  const { file, bytes, total, bytesPerSecond } = progress;
  const rate = `${byteSize(bytesPerSecond)}/s`;
  if (total === undefined || total === 0) {
    return `${file}  ${byteSize(bytes)}  ${rate}`.slice(0, view.columns - 1);
  }
  const width = 16;
  const bar = progressBar(bytes / total, width, view.paint);
  const left = duration((total - bytes) / Math.max(1, bytesPerSecond));
  const after = `  ${byteSize(bytes)} of ${byteSize(total)}  ${rate}  ${left} left`;
  const space = view.columns - 1 - after.length - width - 1;
  return space < 12 ? `${bar}${after}` : `${shorten(file, space)} ${bar}${after}`;
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `…${text.slice(text.length - length + 1)}`;
}
