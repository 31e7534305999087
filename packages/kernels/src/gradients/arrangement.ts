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
import { type StridedSliceAttributes, stridedPart } from '../kernels/reshaping/slices.ts';
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

// Each number that is seen in the mirror gets the gradient of its image too. Along each axis the core is cut where an image
// begins or ends, so that only what has images is added to.
const ofMirrorPad = gradientOf<{ paddings: Paddings; mode: 'reflect' | 'symmetric' }>('MirrorPad', {
  inputs: ['x'],
  of: (dy, [x], { paddings, mode }) => ({
    x: () =>
      x.shape.reduce((gradient, length, axis) => {
        const [before, after] = paddings[axis];
        if (before + after === 0) return gradient;
        const edge = mode === 'reflect' ? 1 : 0;
        // Each [first, end) of the core's places, and where in the gradient the image of place 0 would be.
        const images = [
          { first: edge, end: edge + before, zero: before - 1 + edge },
          { first: length - edge - after, end: length - edge, zero: before + 2 * length - 1 - edge },
        ].filter(({ first, end }) => end > first);
        const cuts = [0, length, ...images.flatMap(({ first, end }) => [first, end])];
        const places = [...new Set(cuts)].sort((a, b) => a - b);
        const segments = places.slice(1).map((end, index) => {
          const first = places[index];
          const piece = (begin: number) => along(gradient, { axis, begin, size: end - first });
          return images
            .filter((image) => image.first <= first && end <= image.end)
            .reduce((sum, { zero }) => add(sum, reverse(piece(zero - end + 1), axis)), piece(before + first));
        });
        return segments.length === 1 ? segments[0] : concat(segments, axis);
      }, dy),
  }),
});

interface Piece {
  readonly axis: number;
  readonly begin: number;
  readonly size: number;
}

/** `size` numbers of one axis, from `begin` on. */
function along(tensor: Tensor, { axis, begin, size }: Piece): Tensor {
  const start = tensor.shape.map((_, at) => (at === axis ? begin : 0));
  return slice(tensor, start, tensor.shape.with(axis, size));
}

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
