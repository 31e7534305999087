// From bytes to the model's input: picks rows of the data set and scales 0..255 to 0..1 right before a step. The
// data set itself stays one byte per value.
import { type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import type { Images, LabelledBytes } from './labelled-images.ts';

/** value / 255, rounded to float32 once. */
const scaled = Float32Array.from({ length: 256 }, (_, value) => value / 255);

/** The images of these rows as a float32 tensor `[rows, height, width, channels]`; the caller disposes it. */
export function gatherImages({ images, shape }: Images, rows: Uint32Array): Tensor4D {
  const [, height, width, channels] = shape;
  const size = height * width * channels;
  const values = new Float32Array(rows.length * size);
  let target = 0;
  for (const row of rows) {
    const end = (row + 1) * size;
    for (let source = row * size; source < end; source++) values[target++] = scaled[images[source]];
  }
  return tensor4d(values, [rows.length, height, width, channels]);
}

/** The labels of these rows. */
export function gatherLabels({ labels }: LabelledBytes, rows: Uint32Array): Int32Array {
  return Int32Array.from(rows, (row) => labels[row]);
}

/** The rows of one batch in the data's own order. */
export function consecutiveRows(start: number, end: number): Uint32Array {
  return Uint32Array.from({ length: end - start }, (_, i) => start + i);
}
