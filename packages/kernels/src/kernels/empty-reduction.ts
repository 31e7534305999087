// tfjs kernels Max, Min, Prod, All and Any: the backend's own, which leave their output as the memory was where
// there is nothing to reduce (as Sum does, which is in Sum.ts). The numbers of nothing are those of tfjs' cpu backend.
import { backend_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { attributes, inputs, type KernelCall, type TrainingKernel, xHasNumbers } from './training-kernel.ts';

export const max: TrainingKernel = {
  name: 'Max',
  run: (call) => filled(call, Number.NaN),
  choose:
    ({ stock, ours }) =>
    (call) =>
      xHasNumbers(call) ? stock(call) : ours(call),
};

export const min: TrainingKernel = {
  name: 'Min',
  run: (call) => filled(call, Number.NaN),
  choose:
    ({ stock, ours }) =>
    (call) =>
      xHasNumbers(call) ? stock(call) : ours(call),
};

export const prod: TrainingKernel = {
  name: 'Prod',
  run: (call) => filled(call, 1),
  choose:
    ({ stock, ours }) =>
    (call) =>
      xHasNumbers(call) ? stock(call) : ours(call),
};

export const all: TrainingKernel = {
  name: 'All',
  run: (call) => filled(call, 0),
  choose:
    ({ stock, ours }) =>
    (call) =>
      xHasNumbers(call) ? stock(call) : ours(call),
};

export const any: TrainingKernel = {
  name: 'Any',
  run: (call) => filled(call, 0),
  choose:
    ({ stock, ours }) =>
    (call) =>
      xHasNumbers(call) ? stock(call) : ours(call),
};

interface ReductionAttributes {
  axis?: number | number[];
  reductionIndices?: number | number[];
  keepDims?: boolean;
}

/** A new tensor of what a reduction of nothing gives, in the shape that the call asks for. */
export function filled(call: KernelCall, ofNothing: number): TensorInfo {
  const { heap } = call;
  const { x } = inputs<'x'>(call);
  const { axis, reductionIndices, keepDims } = attributes<ReductionAttributes>(call);
  const axes = util.parseAxisParam(reductionIndices ?? axis ?? null!, [...x.shape]);
  const [rest] = backend_util.computeOutAndReduceShapes([...x.shape], axes);
  const output = heap.output(keepDims ? backend_util.expandShapeToKeepDim(rest, axes) : rest, x.dtype);
  heap.fill(output, ofNothing);
  return output;
}
