// A data set that all threads read: in shared memory once, instead of a copy for each.
import type { LabelledBytes } from '../labelled-images.ts';

/** The same images, in shared memory; copied unless they are there already. */
export function sharedImages({ images, labels, shape }: LabelledBytes): LabelledBytes {
  return { images: shared(images), labels: shared(labels), shape };
}

function shared(bytes: Uint8Array): Uint8Array {
  if (bytes.buffer instanceof SharedArrayBuffer) return bytes;
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
}
