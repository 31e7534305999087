// Sliding windows over images: what convolutions and poolings have in common. The record is read by assembly/conv2d/conv-shape.ts.
import { KernelError } from '../../kernel-error.ts';
import type { Arena } from '../memory/arena.ts';
import type { Shape } from '../network/graph.ts';

/** Sizes, strides or dilations along the height and the width, in pixels, 1 or more. */
export type Pair = readonly [height: number, width: number];

/** As in Keras: 'same' pads with zeros so that a stride of 1 keeps the size, 'valid' does not pad. */
export type Padding = 'same' | 'valid';

export interface WindowSpec {
  readonly window: Pair;
  readonly strides: Pair;
  readonly padding: Padding;
  /** 1 by default. */
  readonly dilations?: Pair;
}

const undilated: Pair = [1, 1];

/** [height, width] of what the windows over [height, width, channels] give. @throws KernelError UNSUPPORTED */
export function windowedSize(
  image: Shape,
  { window, strides, padding, dilations = undilated }: WindowSpec,
): Pair {
  const length = (axis: 0 | 1) =>
    windowedLength(image[axis], {
      window: (window[axis] - 1) * dilations[axis] + 1,
      stride: strides[axis],
      padding,
    });
  return [length(0), length(1)];
}

/** Zeros before the first row or column, as TensorFlow pads. */
export function paddingBefore(
  input: number,
  {
    window,
    stride,
    padding,
  }: { readonly window: number; readonly stride: number; readonly padding: Padding },
): number {
  if (padding === 'valid') return 0;
  const total = Math.max((Math.ceil(input / stride) - 1) * stride + window - input, 0);
  return Math.floor(total / 2);
}

/** Writes the record of the windows over images [rows, height, width, channels], and returns its address. */
export function windowRecord(
  arena: Arena,
  {
    spec,
    image,
    output,
    rows,
  }: { readonly spec: WindowSpec; readonly image: Shape; readonly output: Shape; readonly rows: number },
): number {
  const { window, strides, padding, dilations = undilated } = spec;
  const pads = ([0, 1] as const).map((axis) =>
    paddingBefore(image[axis], {
      window: (window[axis] - 1) * dilations[axis] + 1,
      stride: strides[axis],
      padding,
    }),
  );
  return arena.record([rows, ...image, ...output, ...window, ...strides, ...dilations, ...pads]);
}

/** Sets how many rows the next call works on. */
export function setRows({ memory }: Arena, record: number, rows: number): void {
  new Int32Array(memory.buffer, record, 1)[0] = rows;
}

/** [height, width, channels], or an error. @throws KernelError UNSUPPORTED */
export function imageShape(
  kind: string,
  shape: Shape,
): readonly [height: number, width: number, channels: number] {
  const [height, width, channels] = shape;
  if (shape.length === 3) return [height, width, channels];
  throw new KernelError(
    'UNSUPPORTED',
    `${kind} expects [batch, height, width, channels], received [batch, ${shape.join(', ')}].`,
  );
}

function windowedLength(
  input: number,
  {
    window,
    stride,
    padding,
  }: { readonly window: number; readonly stride: number; readonly padding: Padding },
): number {
  const length = padding === 'same' ? Math.ceil(input / stride) : Math.ceil((input - window + 1) / stride);
  if (length > 0) return length;
  throw new KernelError(
    'UNSUPPORTED',
    `A window of ${window} does not fit into an input of ${input}. Use a smaller window or padding 'same'.`,
  );
}
