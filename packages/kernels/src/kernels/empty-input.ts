// tfjs kernels that divide by the number of numbers, and so end the program where there are none: Transpose, ArgMax,
// ArgMin, Cumsum and Cumprod. With numbers they are the backend's own.
import { backend_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import {
  attributes,
  input,
  type KernelCall,
  stockUnlessEmpty,
  type TrainingKernel,
} from './training-kernel.ts';

export const transpose = unlessEmpty('Transpose', (call, x) => {
  const { perm } = attributes<{ perm: number[] }>(call);
  return call.heap.share(
    x,
    perm.map((axis) => x.shape[axis]),
  );
});

export const cumsum = unlessEmpty('Cumsum', (call, x) => call.heap.share(x));
export const cumprod = unlessEmpty('Cumprod', (call, x) => call.heap.share(x));
export const argMax = unlessEmpty('ArgMax', placeInNothing);
export const argMin = unlessEmpty('ArgMin', placeInNothing);

type OfNothing = (call: KernelCall, x: TensorInfo) => TensorInfo;

function unlessEmpty(name: string, ofNothing: OfNothing): TrainingKernel {
  return {
    name,
    run: (call) => ofNothing(call, input(call, 'x')),
    choose: stockUnlessEmpty,
  };
}

// The place of the largest of no numbers is 0, as in tfjs' cpu backend.
function placeInNothing(call: KernelCall, x: TensorInfo): TensorInfo {
  const { heap } = call;
  const { axis } = attributes<{ axis: number }>(call);
  const [shape] = backend_util.computeOutAndReduceShapes(
    [...x.shape],
    util.parseAxisParam(axis, [...x.shape]),
  );
  const output = heap.output(shape, 'int32');
  heap.fill(output, 0);
  return output;
}
