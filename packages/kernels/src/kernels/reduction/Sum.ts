// tfjs kernels Sum and Mean of x over any axes. The backend's own move the axes to the end first, which
// takes many times as long as the sum.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { withFloats } from '../float-input.ts';
import { attributes, hasNumbers, input, inputs, type TrainingKernel } from '../training-kernel.ts';
import { passOverRows, type ReductionAttributes, reduceOverAxes } from './over-axes.ts';
import { filled } from './reductions.ts';

export const sum: TrainingKernel = {
  name: 'Sum',
  // Of whole numbers the backend's own is right, if there are any.
  run: (call) => (hasNumbers(inputs<'x'>(call).x) ? call.original(call) : filled(call, 0)),
  choose:
    ({ replacement, heapOf }) =>
    (call) => {
      const { x } = inputs<'x'>(call);
      const axes = attributes<ReductionAttributes>(call);
      return x.dtype === 'float32' ? summed(heapOf(call.backend), x, axes) : replacement(call);
    },
};

// The backend's own sums up before it divides, and so gives no mean of numbers whose sum no float holds.
export const mean: TrainingKernel = {
  name: 'Mean',
  run(call) {
    const axes = attributes<ReductionAttributes>(call);
    return withFloats(call.heap, [input(call, 'x')], (x) => averaged(call.heap, x, axes));
  },
};

// A single column needs none.
const NO_SCRATCH = 0;

function summed(heap: Heap, x: TensorInfo, axes: ReductionAttributes): TensorInfo {
  const pass = passOverRows(x, axes);
  if (!pass) return weighted(heap, x, axes, 1);
  const sums = heap.output(pass.shape);
  heap.kernels.sumAxis(heap.address(x), pass.rows, pass.length, 1, 1, heap.address(sums), NO_SCRATCH);
  return sums;
}

function averaged(heap: Heap, x: TensorInfo, axes: ReductionAttributes): TensorInfo {
  const pass = passOverRows(x, axes);
  if (!pass) return weighted(heap, x, axes, termsOf(x, axes));
  const { rows, length } = pass;
  const means = heap.output(pass.shape);
  heap.kernels.sumAxis(heap.address(x), rows, length, 1, 1 / length, heap.address(means), NO_SCRATCH);
  return means;
}

function weighted(heap: Heap, x: TensorInfo, axes: ReductionAttributes, terms: number): TensorInfo {
  const { kernels } = heap;
  return reduceOverAxes(heap, { x, ...axes }, (from, { outer, length, inner }, to) => {
    const factor = from === x ? 1 / terms : 1;
    const scratch = heap.scratch(kernels.sumScratchBytes(inner));
    kernels.sumAxis(heap.address(from), outer, length, inner, factor, heap.address(to), scratch);
  });
}

function termsOf({ shape }: TensorInfo, { axis }: ReductionAttributes): number {
  return util.parseAxisParam(axis ?? null!, [...shape]).reduce((product, which) => product * shape[which], 1);
}
