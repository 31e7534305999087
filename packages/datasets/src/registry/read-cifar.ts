// Parses the files of CIFAR-10, with 10,000 records each, into one split. The format: ../formats/cifar.ts.
import { parseCifar } from '../formats/cifar.ts';
import { allocate } from '../memory.ts';
import type { Split } from '../split/split.ts';
import type { ContentFile, ReadContent } from './descriptor.ts';

const BATCH = 10_000;
const RECORD = 1 + 32 * 32 * 3;

/** One buffer serves all files, so that memory stays close to that of the images. */
export async function readBatches(batches: {
  readonly read: ReadContent;
  readonly files: readonly ContentFile[];
  readonly classNames: readonly string[];
}): Promise<Split> {
  const { read, files, classNames } = batches;
  const count = files.length * BATCH;
  const imageBytes = RECORD - 1;
  const images = allocate(count * imageBytes);
  const labels = allocate(count);
  const buffer = new Uint8Array(BATCH * RECORD);
  for (const [index, file] of files.entries()) {
    const first = index * BATCH;
    const into = {
      images: images.subarray(first * imageBytes, (first + BATCH) * imageBytes),
      labels: labels.subarray(first, first + BATCH),
    };
    parseCifar(await read(file.name, buffer), { into });
  }
  return { images, labels, shape: [count, 32, 32, 3], classNames };
}
