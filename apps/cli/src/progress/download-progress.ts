// The progress bar of a download: file, bar, bytes, rate, time left.
import type { DownloadProgress } from '@nn101/datasets';
import type { Paint } from '../terminal/paint.ts';
import { duration } from '../text/duration.ts';
import { byteSize } from '../text/quantities.ts';

/** One line, cut to fit `columns`. Where the size is unknown, there is no bar and no time left. */
export function downloadLine(progress: DownloadProgress, view: { columns: number; paint: Paint }): string {
  const { file, bytes, total, bytesPerSecond } = progress;
  const rate = `${byteSize(bytesPerSecond)}/s`;
  if (total === undefined || total === 0) {
    return `${file}  ${byteSize(bytes)}  ${rate}`.slice(0, view.columns - 1);
  }
  const width = 16;
  const filled = Math.round(Math.min(1, bytes / total) * width);
  const bar = view.paint.cyan('━'.repeat(filled)) + view.paint.dim('─'.repeat(width - filled));
  const left = duration((total - bytes) / Math.max(1, bytesPerSecond));
  const after = `  ${byteSize(bytes)} of ${byteSize(total)}  ${rate}  ${left} left`;
  const space = view.columns - 1 - after.length - width - 1;
  return space < 12 ? `${bar}${after}` : `${shorten(file, space)} ${bar}${after}`;
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `…${text.slice(text.length - length + 1)}`;
}
