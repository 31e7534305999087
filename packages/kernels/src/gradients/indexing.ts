// Gradients of picking numbers by index, and of putting them there: each is the other's.
import {
  add,
  cast,
  expandDims,
  fill,
  type GradConfig,
  gather,
  gatherND,
  greaterEqual,
  maximum,
  mul,
  range,
  reshape,
  scalar,
  scatterND,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  tensor1d,
  transpose,
  unsortedSegmentSum,
  util,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { gradientOf, gradientOfOutputs } from './gradient.ts';

interface GatherAttributes {
  readonly axis: number;
  readonly batchDims: number;
}

// The rows that were taken, summed up by where they came from. Items of a batch that have indices of their own become one
// table, with the numbers of their rows one after the other.
const ofGather = gradientOf<GatherAttributes>('GatherV2', {
  inputs: ['x', 'indices'],
  of: (dy, [x, indices], { axis, batchDims = 0 }) => ({
    x: () => {
      const [at] = util.parseAxisParam(axis, x.shape);
      const length = x.shape[at];
      const [batch, outer, inner] = [
        x.shape.slice(0, batchDims),
        x.shape.slice(batchDims, at),
        x.shape.slice(at + 1),
      ];
      const [batches, outers, inners] = [batch, outer, inner].map((part) => util.sizeFromShape(part));
      const picked = indices.size / Math.max(batches, 1);
      const rows = transpose(reshape(dy, [batches, outers, picked, inners]), [0, 2, 1, 3]);
      const starts = mul(range(0, batches, 1, 'int32'), scalar(length, 'int32'));
      const ids = add(reshape(cast(indices, 'int32'), [batches, picked]), reshape(starts, [batches, 1]));
      const flat = reshape(rows, [batches * picked, outers, inners]);
      const sums = unsortedSegmentSum(flat, reshape(ids, [-1]) as Tensor1D, batches * length);
      return reshape(transpose(reshape(sums, [batches, length, outers, inners]), [0, 2, 1, 3]), x.shape);
    },
    indices: () => fill(indices.shape, 0),
  }),
});

// Rows whose index is below 0 are left out of the sum.
const ofUnsortedSegmentSum = gradientOf('UnsortedSegmentSum', {
  inputs: ['segmentIds'],
  of: (dy, [ids]) => ({
    x: () => {
      const rows = gather(dy, maximum(ids, scalar(0, 'int32')));
      let isSummed = cast(greaterEqual(ids, scalar(0, 'int32')), 'float32');
      while (isSummed.rank < rows.rank) isSummed = expandDims(isSummed, isSummed.rank);
      return mul(rows, isSummed);
    },
    segmentIds: () => fill(ids.shape, 0),
  }),
});

const ofGatherNd = gradientOf('GatherNd', {
  inputs: ['params', 'indices'],
  of: (dy, [params, indices]) => ({
    params: () => scatterND(indices as never, dy, params.shape as never),
    indices: () => fill(indices.shape, 0),
  }),
});

const ofScatterNd = gradientOf('ScatterNd', {
  inputs: ['indices', 'updates'],
  of: (dy, [indices, updates]) => ({
    indices: () => fill(indices.shape, 0),
    updates: () => reshape(gatherND(dy, indices), updates.shape),
  }),
});

const ofTensorScatterUpdate = gradientOf('TensorScatterUpdate', {
  inputs: ['tensor', 'indices', 'updates'],
  of: (dy, [tensor, indices, updates]) => ({
    tensor: () => {
      const there = scatterND(indices as never, cast(onesOf(updates), 'float32'), tensor.shape as never);
      return mul(dy, cast(greaterEqual(scalar(0.5), there), 'float32'));
    },
    indices: () => fill(indices.shape, 0),
    updates: () => reshape(gatherND(dy, indices), updates.shape),
  }),
});

function onesOf(tensor: Tensor): Tensor {
  return add(zerosLike(tensor), scalar(1));
}

// The default value has what no index claims.
const ofSparseToDense = gradientOf('SparseToDense', {
  inputs: ['sparseIndices', 'sparseValues', 'defaultValue'],
  of: (dy, [indices, values, defaultValue]) => {
    const claimed = () => gatherND(dy, asPlaces(indices));
    return {
      sparseIndices: () => fill(indices.shape, 0),
      sparseValues: () => (values.rank === 0 ? sum(claimed()) : reshape(claimed(), values.shape)),
      defaultValue: () => reshape(sub(sum(dy), sum(claimed())), defaultValue.shape),
    };
  },
});

// Of a vector of indices each is a place of a list.
function asPlaces(indices: Tensor): Tensor {
  return indices.rank < 2 ? reshape(indices, [-1, 1]) : indices;
}

const ofTopK = gradientOfOutputs('TopK', {
  inputs: ['x'],
  outputs: [false, true],
  of: ([dy], [x, indices]) => ({
    x: () => {
      const length = x.shape[x.rank - 1];
      const count = indices.shape[indices.rank - 1];
      // Of each row the places in all of x: the backend takes long for sums of whole numbers that broadcast.
      const ids = Int32Array.from(indices.dataSync());
      for (let start = 0, row = 0; start < ids.length; start += count, row += length)
        for (let at = start; at < start + count; at++) ids[at] += row;
      const sums = unsortedSegmentSum(reshape(dy, [-1]), tensor1d(ids, 'int32'), x.size);
      return reshape(sums, x.shape);
    },
  }),
});

export const indexingGradients: readonly GradConfig[] = [
  ofGather,
  ofUnsortedSegmentSum,
  ofGatherNd,
  ofScatterNd,
  ofTensorScatterUpdate,
  ofSparseToDense,
  ofTopK,
];
