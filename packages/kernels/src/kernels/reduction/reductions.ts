// tfjs kernels Max, Min, Prod, All and Any. The backend's own move the axes to the end first, which takes many times as
// long as the reduction, and leave their output as the memory was where there is nothing to reduce.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { attributes, hasNumbers, inputs, type KernelCall, type TrainingKernel } from '../training-kernel.ts';
import { passOverRows, type ReductionAttributes, reduceOverAxes } from './over-axes.ts';

/** Numbers as in assembly/reduce/reduce.ts. */
const LARGEST = 0;
const SMALLEST = 1;
const PRODUCT = 2;

// Of whole numbers the backend's own are right.
export const max: TrainingKernel = {
  name: 'Max',
  run: (call) => ofOtherTypes(call, Number.NaN),
  choose:
    ({ replacement, heapOf }) =>
    (call) => {
      const { x } = inputs<'x'>(call);
      const axes = attributes<ReductionAttributes>(call);
      return x.dtype === 'float32' ? reduced(heapOf(call.backend), LARGEST, x, axes) : replacement(call);
    },
};

export const min: TrainingKernel = {
  name: 'Min',
  run: (call) => ofOtherTypes(call, Number.NaN),
  choose:
    ({ replacement, heapOf }) =>
    (call) => {
      const { x } = inputs<'x'>(call);
      const axes = attributes<ReductionAttributes>(call);
      return x.dtype === 'float32' ? reduced(heapOf(call.backend), SMALLEST, x, axes) : replacement(call);
    },
};

export const prod: TrainingKernel = {
  name: 'Prod',
  run: (call) => ofOtherTypes(call, 1),
  choose:
    ({ replacement, heapOf }) =>
    (call) => {
      const { x } = inputs<'x'>(call);
      const axes = attributes<ReductionAttributes>(call);
      return x.dtype === 'float32' ? reduced(heapOf(call.backend), PRODUCT, x, axes) : replacement(call);
    },
};

export const all: TrainingKernel = {
  name: 'All',
  run: (call) => ofNumbers(call, true),
  choose:
    ({ replacement, heapOf }) =>
    (call) => {
      const { x } = inputs<'x'>(call);
      const axes = attributes<ReductionAttributes>(call);
      return x.dtype === 'bool' ? truths(heapOf(call.backend), true, x, axes) : replacement(call);
    },
};

export const any: TrainingKernel = {
  name: 'Any',
  run: (call) => ofNumbers(call, false),
  choose:
    ({ replacement, heapOf }) =>
    (call) => {
      const { x } = inputs<'x'>(call);
      const axes = attributes<ReductionAttributes>(call);
      return x.dtype === 'bool' ? truths(heapOf(call.backend), false, x, axes) : replacement(call);
    },
};

function reduced(heap: Heap, operation: number, x: TensorInfo, axes: ReductionAttributes): TensorInfo {
  const { kernels } = heap;
  const pass = passOverRows(x, axes);
  if (!pass)
    return reduceOverAxes(heap, { x, ...axes }, (from, { outer, length, inner }, to) => {
      kernels.reduce(operation, heap.address(from), outer, length, inner, heap.address(to));
    });
  const output = heap.output(pass.shape);
  kernels.reduce(operation, heap.address(x), pass.rows, pass.length, 1, heap.address(output));
  return output;
}

function truths(heap: Heap, isAll: boolean, x: TensorInfo, axes: ReductionAttributes): TensorInfo {
  const { kernels } = heap;
  const pass = passOverRows(x, axes);
  if (!pass)
    return reduceOverAxes(heap, { x, ...axes }, (from, { outer, length, inner }, to) => {
      kernels.reduceAnyAll(isAll, heap.address(from), outer, length, inner, heap.address(to));
    });
  const output = heap.output(pass.shape, 'bool');
  kernels.reduceAnyAll(isAll, heap.address(x), pass.rows, pass.length, 1, heap.address(output));
  return output;
}

function ofNumbers(call: KernelCall, isAll: boolean): TensorInfo {
  const { heap } = call;
  const values = heap.truths(inputs<'x'>(call).x);
  const result = truths(heap, isAll, values, attributes<ReductionAttributes>(call));
  heap.release(values);
  return result;
}

function ofOtherTypes(call: KernelCall, ofNothing: number): TensorInfo {
  return hasNumbers(inputs<'x'>(call).x) ? call.original(call) : filled(call, ofNothing);
}

/** A new tensor of what a reduction of nothing gives, in the shape that the call asks for. */
export function filled(call: KernelCall, ofNothing: number): TensorInfo {
  const { heap } = call;
  const { x } = inputs<'x'>(call);
  return reduceOverAxes(heap, { x, ...attributes<ReductionAttributes>(call) }, (_, __, to) => {
    heap.fill(to, ofNothing);
  });
}
