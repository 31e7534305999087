// tfjs kernels Slice, SplitV, Unpack and StridedSlice: parts of a tensor. The backend's own read the whole tensor for every
// part, and give float32 whatever they are given (StridedSlice).
import { backend_util, slice_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';
import { copyBox, MOST_AXES } from './box.ts';

export const slice: TrainingKernel = {
  name: 'Slice',
  run(call) {
    const { x } = inputs<'x'>(call);
    const asked = attributes<{ begin: number | number[]; size: number | number[] }>(call);
    const [begin, size] = slice_util.parseSliceParams(x, asked.begin, asked.size);
    slice_util.assertParamsValid(x, begin, size);
    return part(call.heap, x, { begin, size, shape: size });
  },
  choose:
    ({ original, replacement }) =>
    (call) =>
      isCopied(inputs<'x'>(call).x) ? replacement(call) : original(call),
};

export const splitV: TrainingKernel<TensorInfo[]> = {
  name: 'SplitV',
  run(call) {
    const { x } = inputs<'x'>(call);
    const { numOrSizeSplits, axis } = attributes<{ numOrSizeSplits: number | number[]; axis: number }>(call);
    const along = axis < 0 ? axis + x.shape.length : axis;
    const begin = x.shape.map(() => 0);
    return backend_util.prepareSplitSize(x, numOrSizeSplits, along).map((length) => {
      const size = x.shape.with(along, length);
      const piece = part(call.heap, x, { begin, size, shape: size });
      begin[along] += length;
      return piece;
    });
  },
  choose:
    ({ original, replacement }) =>
    (call) =>
      isCopied(inputs<'x'>(call).x) ? replacement(call) : original(call),
};

export const unpack: TrainingKernel<TensorInfo[]> = {
  name: 'Unpack',
  run(call) {
    const { value } = inputs<'value'>(call);
    const { axis } = attributes<{ axis: number }>(call);
    const along = axis < 0 ? axis + value.shape.length : axis;
    const size = value.shape.with(along, 1);
    const shape = value.shape.toSpliced(along, 1);
    const none = value.shape.map(() => 0);
    return Array.from({ length: value.shape[along] }, (_, place) =>
      part(call.heap, value, { begin: none.with(along, place), size, shape }),
    );
  },
  choose:
    ({ original, replacement }) =>
    (call) =>
      isCopied(inputs<'value'>(call).value) ? replacement(call) : original(call),
};

/** What tfjs gives to StridedSlice. */
export interface StridedSliceAttributes {
  readonly begin: number[];
  readonly end: number[];
  readonly strides: number[];
  readonly beginMask: number;
  readonly endMask: number;
  readonly ellipsisMask: number;
  readonly newAxisMask: number;
  readonly shrinkAxisMask: number;
}

export const stridedSlice: TrainingKernel = {
  name: 'StridedSlice',
  run(call) {
    const { heap } = call;
    const { x } = inputs<'x'>(call);
    const { begin, strides, size, shape } = stridedPart(x.shape, attributes<StridedSliceAttributes>(call));
    if (util.arraysEqual(size, x.shape) && strides.every((stride) => stride === 1))
      return heap.share(x, shape);
    const output = heap.output(shape, x.dtype);
    copyBox(heap, {
      lengths: size,
      from: { tensor: x, begin, strides },
      to: { tensor: { ...output, shape: size } },
    });
    return output;
  },
  choose:
    ({ original, replacement }) =>
    (call) =>
      isCopied(inputs<'x'>(call).x) ? replacement(call) : original(call),
};

/** A strided slice, laid out along the axes of x. */
export interface StridedPart {
  readonly begin: number[];
  readonly strides: number[];
  /** One length for each axis of x. */
  readonly size: number[];
  /** Of the result, without the axes that are dropped and with those that are new. */
  readonly shape: number[];
}

/** What a strided slice of a tensor of `shape` takes. */
export function stridedPart(shape: readonly number[], attrs: StridedSliceAttributes): StridedPart {
  const { begin, end, strides, beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask } = attrs;
  const masks = [beginMask, endMask, ellipsisMask, newAxisMask, shrinkAxisMask] as const;
  const info = slice_util.sliceInfo([...shape], begin, end, strides, ...masks);
  const size = slice_util.computeOutShape(info.begin, info.end, info.strides);
  return {
    begin: info.begin,
    strides: info.strides,
    size: size.map((length) => Math.max(length, 0)),
    shape: info.finalShape,
  };
}

function isCopied({ dtype, shape }: TensorInfo): boolean {
  return (dtype === 'float32' || dtype === 'int32' || dtype === 'bool') && shape.length <= MOST_AXES;
}

interface Part {
  readonly begin: readonly number[];
  readonly size: readonly number[];
  /** Of the result, which has as many numbers as `size`. */
  readonly shape: number[];
}

// A tensor that is all of x shares its memory.
function part(heap: Heap, x: TensorInfo, { begin, size, shape }: Part): TensorInfo {
  if (util.arraysEqual([...size], x.shape)) return heap.share(x, shape);
  const output = heap.output(shape, x.dtype);
  const to = { tensor: { ...output, shape: [...size] } };
  copyBox(heap, { lengths: size, from: { tensor: x, begin }, to });
  return output;
}
