// tfjs kernels that divide by the number of numbers, and so end the program where there are none: Transpose, ArgMax,
// ArgMin, Cumsum and Cumprod. With numbers they are the backend's own.
import { backend_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { attributes, inputs, type KernelCall, type TrainingKernel, xHasNumbers } from './training-kernel.ts';

export const transpose: TrainingKernel = {
  name: 'Transpose',
  run(call) {
    const { x } = inputs<'x'>(call);
    const { perm } = attributes<{ perm: number[] }>(call);
    return call.heap.share(
      x,
      perm.map((axis) => x.shape[axis]),
    );
  },
  choose:
    ({ stock, ours }) =>
    (call) =>
      xHasNumbers(call) ? stock(call) : ours(call),
};

export const cumsum: TrainingKernel = {
  name: 'Cumsum',
  run: (call) => call.heap.share(inputs<'x'>(call).x),
  choose:
    ({ stock, ours }) =>
    (call) =>
      xHasNumbers(call) ? stock(call) : ours(call),
};

export const cumprod: TrainingKernel = {
  name: 'Cumprod',
  run: (call) => call.heap.share(inputs<'x'>(call).x),
  choose:
    ({ stock, ours }) =>
    (call) =>
      xHasNumbers(call) ? stock(call) : ours(call),
};

export const argMax: TrainingKernel = {
  name: 'ArgMax',
  run: placeInNothing,
  choose:
    ({ stock, ours }) =>
    (call) =>
      xHasNumbers(call) ? stock(call) : ours(call),
};

export const argMin: TrainingKernel = {
  name: 'ArgMin',
  run: placeInNothing,
  choose:
    ({ stock, ours }) =>
    (call) =>
      xHasNumbers(call) ? stock(call) : ours(call),
};

// The place of the largest of no numbers is 0, as in tfjs' cpu backend.
function placeInNothing(call: KernelCall): TensorInfo {
  const { heap } = call;
  const { x } = inputs<'x'>(call);
  const { axis } = attributes<{ axis: number }>(call);
  const [shape] = backend_util.computeOutAndReduceShapes(
    [...x.shape],
    util.parseAxisParam(axis, [...x.shape]),
  );
  const output = heap.output(shape, 'int32');
  heap.fill(output, 0);
  return output;
}
