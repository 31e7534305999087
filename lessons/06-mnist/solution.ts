// Reading IDX and first looks at the data, filled in.
import type { Images } from './start.ts';

/** The number in bytes `at`..`at + 3`, the largest byte first. */
function readNumber(file: Uint8Array, at: number): number {
  return ((file[at] * 256 + file[at + 1]) * 256 + file[at + 2]) * 256 + file[at + 3];
}

/** After the mark 2051 stand count, height and width. */
export function readImages(file: Uint8Array): Images {
  const [mark, count, height, width] = [0, 4, 8, 12].map((at) => readNumber(file, at));
  if (mark !== 2051) throw new Error(`A file of images begins with 2051, this one with ${mark}.`);
  return { count, height, width, pixels: file.subarray(16) };
}

/** After the mark 2049 stands the count. */
export function readLabels(file: Uint8Array): Uint8Array {
  const mark = readNumber(file, 0);
  if (mark !== 2049) throw new Error(`A file of labels begins with 2049, this one with ${mark}.`);
  return file.subarray(8);
}

/** One count for each digit. */
export function classBalance(labels: Uint8Array): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const label of labels) counts[label] += 1;
  return counts;
}

/** Add up the images that have the label, and divide by their number. */
export function meanImage(
  { height, width, pixels }: Images,
  { labels, digit }: { labels: Uint8Array; digit: number },
): number[] {
  const size = height * width;
  const sum = new Array<number>(size).fill(0);
  let count = 0;
  for (const [i, label] of labels.entries()) {
    if (label !== digit) continue;
    count += 1;
    for (let p = 0; p < size; p++) sum[p] += pixels[i * size + p];
  }
  return sum.map((value) => value / count);
}
