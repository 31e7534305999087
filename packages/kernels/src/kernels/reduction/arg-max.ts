// tfjs kernels ArgMax and ArgMin: where along an axis the largest or smallest number is. The backend's own move the axis to
// the end first, and end the program where there are no numbers.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { attributes, hasNumbers, inputs, type KernelCall, type TrainingKernel } from '../training-kernel.ts';

interface PlaceAttributes {
  readonly axis: number;
}

// Of whole numbers the backend's own are right, if there are any.
export const argMax: TrainingKernel = {
  name: 'ArgMax',
  run: ofOtherTypes,
  choose:
    ({ replacement, heapOf }) =>
    (call) => {
      const { x } = inputs<'x'>(call);
      const { axis } = attributes<PlaceAttributes>(call);
      return x.dtype === 'float32' ? argMinMax(heapOf(call.backend), true, x, axis) : replacement(call);
    },
};

export const argMin: TrainingKernel = {
  name: 'ArgMin',
  run: ofOtherTypes,
  choose:
    ({ replacement, heapOf }) =>
    (call) => {
      const { x } = inputs<'x'>(call);
      const { axis } = attributes<PlaceAttributes>(call);
      return x.dtype === 'float32' ? argMinMax(heapOf(call.backend), false, x, axis) : replacement(call);
    },
};

function argMinMax(heap: Heap, isLargest: boolean, x: TensorInfo, axis: number): TensorInfo {
  const { shape } = x;
  const along = axis < 0 ? axis + shape.length : axis;
  let [outer, inner] = [1, 1];
  for (let at = 0; at < along; at++) outer *= shape[at];
  for (let at = along + 1; at < shape.length; at++) inner *= shape[at];
  const output = heap.output(withoutAxis(shape, along), 'int32');
  const { kernels } = heap;
  kernels.argMinMax(isLargest, heap.address(x), outer, shape[along], inner, heap.address(output));
  return output;
}

function withoutAxis(shape: readonly number[], axis: number): number[] {
  const rest = shape.slice();
  rest.splice(axis, 1);
  return rest;
}

// The place of the largest of no numbers is 0, as in tfjs' cpu backend.
function ofOtherTypes(call: KernelCall): TensorInfo {
  const { heap } = call;
  const { x } = inputs<'x'>(call);
  if (hasNumbers(x)) return call.original(call);
  const [along] = util.parseAxisParam(attributes<PlaceAttributes>(call).axis, [...x.shape]);
  const output = heap.output(withoutAxis(x.shape, along), 'int32');
  heap.fill(output, 0);
  return output;
}
