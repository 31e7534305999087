// Gradients of gathering and scattering by index, and of the largest k.
import * as tf from '@tensorflow/tfjs-core';
import { describe } from 'vitest';
import { testGradients } from '../testing/program-gradients.ts';
import { useWasm } from '../testing/use-wasm.ts';

useWasm();

const linear = { kind: 'linear' } as const;
const int = (values: number[], shape: number[]) => tf.tensor(values, shape, 'int32');

describe('the gradients equal differences of', () => {
  testGradients({
    'gather along the middle': {
      forward: (x) => tf.gather(x, int([2, 0, 2], [3]), 1),
      inputs: [[2, 3, 4]],
      ...linear,
    },
    'gather with two axes of indices': {
      forward: (x) => tf.gather(x, int([1, 0, 1, 1], [2, 2]), -1),
      inputs: [[2, 3]],
      twice: true,
    },
    'gather with batchDims 1': {
      forward: (x) => tf.gather(x, int([2, 0, 1, 1], [2, 2]), 1, 1),
      inputs: [[2, 3, 4]],
      ...linear,
    },
    'gather with batchDims 1 along a later axis': {
      forward: (x) => tf.gather(x, int([2, 0, 1, 1], [2, 2]), 2, 1),
      inputs: [[2, 4, 3]],
      ...linear,
    },
    'gather with batchDims 2': {
      forward: (x) => tf.gather(x, int([1, 0, 1, 1, 0, 0], [2, 3, 1]), 2, 2),
      inputs: [[2, 3, 2, 2]],
      twice: true,
      every: 3,
    },
    gatherND: {
      forward: (x) => tf.gatherND(x, int([0, 1, 1, 2, 0, 1], [3, 2])),
      inputs: [[2, 3, 2]],
      ...linear,
    },
    'gatherND, twice': {
      forward: (x) => tf.gatherND(x, int([0, 1, 1, 2], [2, 2])),
      inputs: [[2, 3]],
      twice: true,
    },
    scatterND: {
      forward: (x) => tf.scatterND(int([1, 3, 1], [3, 1]), x, [4, 2]),
      inputs: [[3, 2]],
      twice: true,
    },
    sparseToDense: {
      forward: (values, rest) =>
        tf.sparseToDense(int([0, 1, 2, 2], [2, 2]), values as tf.Tensor1D, [3, 3], rest as tf.Scalar),
      inputs: [[2], []],
      ...linear,
    },
    'sparseToDense of one value': {
      forward: (value, rest) =>
        tf.sparseToDense(int([0, 2], [2]), value as tf.Scalar, [4], rest as tf.Scalar),
      inputs: [[], []],
      ...linear,
    },
    tensorScatterUpdate: {
      forward: (x, updates) => tf.tensorScatterUpdate(x, int([2, 0], [2, 1]), updates),
      inputs: [
        [4, 2],
        [2, 2],
      ],
      ...linear,
    },
    'topk, the values': { forward: (x) => tf.topk(x, 2).values, inputs: [[2, 3, 4]], kind: 'pieces' },
    unsortedSegmentSum: {
      forward: (x) => tf.unsortedSegmentSum(x, int([1, 0, 1], [3]) as tf.Tensor1D, 2),
      inputs: [[3, 2]],
      twice: true,
    },
  });
});
