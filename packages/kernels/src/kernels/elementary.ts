// tfjs kernels Exp, Expm1, Log, Log1p, Tanh, Softplus and Selu: functions of one number, four at a time. How far each may
// be off: elementary.test.ts and the README.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../heap.ts';
import { floatsAs, withFloats } from './float-input.ts';
import { inputs, type TrainingKernel } from './training-kernel.ts';

/** Numbers as in assembly/elementary.ts. */
const functions = {
  Selu: 3,
  Softplus: 4,
  Tanh: 6,
  Exp: 9,
  Expm1: 32,
  Log: 33,
  Log1p: 34,
} as const;

/** As on tfjs' cpu backend: integers stay integers, but for Exp. */
export const elementary: readonly TrainingKernel[] = Object.entries(functions).map(([name, f]) => ({
  name,
  run(call) {
    const { heap } = call;
    const { x } = inputs<'x'>(call);
    return floatsAs(
      heap,
      withFloats(heap, [x], (floats) => valuesOf(heap, floats, f)),
      name === 'Exp' ? 'float32' : x.dtype,
    );
  },
  choose:
    ({ ours, heapOf }) =>
    (call) => {
      const { x } = inputs<'x'>(call);
      return x.dtype === 'float32' ? valuesOf(heapOf(call.backend), x, f) : ours(call);
    },
}));

function valuesOf(heap: Heap, x: TensorInfo, f: number): TensorInfo {
  const output = heap.output(x.shape);
  heap.kernels.elementary(heap.address(output), heap.address(x), util.sizeFromShape(x.shape), f);
  return output;
}
