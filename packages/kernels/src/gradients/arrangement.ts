// Gradients of what puts the same numbers elsewhere: tiling, padding, slicing, stacking, blocks of pixels as channels.
import {
  add,
  concat,
  type GradConfig,
  pad,
  reshape,
  reverse,
  slice,
  stack,
  sum,
  type Tensor,
  transpose,
} from '@tensorflow/tfjs-core';
import { type StridedSliceAttributes, stridedPart } from '../kernels/slices.ts';
import { gradientOf, gradientOfOutputs } from './gradient.ts';

type Paddings = readonly (readonly [before: number, after: number])[];

// One axis after another, as sums of [outer, times, length of all behind].
const ofTile = gradientOf<{ reps: number[] }>('Tile', {
  inputs: ['x'],
  of: (dy, [x], { reps }) => ({
    x: () => {
      let [result, outer] = [dy, 1];
      for (const [axis, length] of x.shape.entries()) {
        if (reps[axis] !== 1) {
          const inner = result.size / Math.max(outer * reps[axis], 1);
          result = sum(reshape(result, [outer, reps[axis], inner]), 1);
        }
        outer *= length;
      }
      return reshape(result, x.shape);
    },
  }),
});

// What a padding below zero took away has no gradient.
const ofPad = gradientOf<{ paddings: Paddings }>('PadV2', {
  inputs: ['x'],
  of: (dy, [x], { paddings }) => ({
    x: () => {
      const begin = paddings.map(([before]) => Math.max(before, 0));
      const gone = paddings.map((both): [number, number] => [Math.max(-both[0], 0), Math.max(-both[1], 0)]);
      const size = x.shape.map((length, axis) => length - gone[axis][0] - gone[axis][1]);
      const core = slice(dy, begin, size);
      return gone.some(([before, after]) => before + after > 0) ? pad(core, gone) : core;
    },
  }),
});

// Each number that is seen in the mirror gets the gradient of its image too.
const ofMirrorPad = gradientOf<{ paddings: Paddings; mode: 'reflect' | 'symmetric' }>('MirrorPad', {
  inputs: ['x'],
  of: (dy, [x], { paddings, mode }) => ({
    x: () =>
      x.shape.reduce((gradient, length, axis) => {
        const [before, after] = paddings[axis];
        const edge = mode === 'reflect' ? 1 : 0;
        const piece = (begin: number, size: number) =>
          slice(
            gradient,
            gradient.shape.map((_, at) => (at === axis ? begin : 0)),
            gradient.shape.with(axis, size),
          );
        const placed = (part: Tensor, first: number) =>
          pad(
            reverse(part, axis),
            gradient.shape.map((_, at): [number, number] =>
              at === axis ? [first, length - first - part.shape[axis]] : [0, 0],
            ),
          );
        let core = piece(before, length);
        if (before > 0) core = add(core, placed(piece(0, before), edge));
        if (after > 0) core = add(core, placed(piece(before + length, after), length - edge - after));
        return core;
      }, dy),
  }),
});

const ofStridedSlice = gradientOf<StridedSliceAttributes>('StridedSlice', {
  inputs: ['x'],
  of: (dy, [x], attributes) => ({
    x: () => {
      const { begin, strides, size } = stridedPart(x.shape, attributes);
      return x.shape.reduce(
        (gradient, length, axis) =>
          apart(gradient, { axis, length, begin: begin[axis], stride: strides[axis] }),
        reshape(dy, size),
      );
    },
  }),
});

interface Steps {
  readonly axis: number;
  readonly length: number;
  readonly begin: number;
  readonly stride: number;
}

// An axis of every so-manieth number, put back in its places among zeros.
function apart(gradient: Tensor, { axis, length, begin, stride }: Steps): Tensor {
  const count = gradient.shape[axis];
  const step = Math.abs(stride);
  const around = (before: number, after: number, rank: number, at: number) =>
    Array.from({ length: rank }, (_, i): [number, number] => (i === at ? [before, after] : [0, 0]));
  if (count === 0) return pad(gradient, around(0, length, gradient.rank, axis));
  const upwards = stride < 0 ? reverse(gradient, axis) : gradient;
  const first = stride < 0 ? begin - (count - 1) * step : begin;
  if (step === 1) return pad(upwards, around(first, length - first - count, gradient.rank, axis));
  const { shape } = gradient;
  const spaced = pad(
    reshape(upwards, shape.toSpliced(axis + 1, 0, 1)),
    around(0, step - 1, gradient.rank + 1, axis + 1),
  );
  const flat = reshape(spaced, shape.with(axis, count * step));
  const needed = (count - 1) * step + 1;
  const cut = slice(
    flat,
    shape.map(() => 0),
    shape.with(axis, needed),
  );
  return pad(cut, around(first, length - first - needed, gradient.rank, axis));
}

const ofSplit = gradientOfOutputs<{ axis: number }>('SplitV', {
  of: (dys, _, { axis }) => ({ x: () => concat(dys, axis) }),
});

const ofUnpack = gradientOfOutputs<{ axis: number }>('Unpack', {
  of: (dys, _, { axis }) => ({ value: () => stack(dys, axis) }),
});

// [n, h, w, c] of blocks b x b: the pixels of a block lie behind one another among the channels.
const ofDepthToSpace = gradientOf<{ blockSize: number; dataFormat: string }>('DepthToSpace', {
  inputs: ['x'],
  of: (dy, [x], { blockSize: b, dataFormat }) => ({
    x: () => {
      if (dataFormat === 'NCHW') {
        const [n, c, h, w] = x.shape;
        const blocks = reshape(dy, [n, c / (b * b), h, b, w, b]);
        return reshape(transpose(blocks, [0, 3, 5, 1, 2, 4]), x.shape);
      }
      const [n, h, w, c] = x.shape;
      const blocks = reshape(dy, [n, h, b, w, b, c / (b * b)]);
      return reshape(transpose(blocks, [0, 1, 3, 2, 4, 5]), x.shape);
    },
  }),
});

export const arrangementGradients: readonly GradConfig[] = [
  ofTile,
  ofPad,
  ofMirrorPad,
  ofStridedSlice,
  ofSplit,
  ofUnpack,
  ofDepthToSpace,
];
