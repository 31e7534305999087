// tfjs kernels Exp, Expm1, Log, Log1p, Tanh, Softplus, Selu, Erf, Sin and Cos: functions of one number, four at a time. How far
// each may be off: elementary.test.ts and the README.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { floatsAs, withFloats } from '../float-input.ts';
import { inputs, type TrainingKernel } from '../training-kernel.ts';

/** Numbers as in assembly/elementwise/elementary.ts. */
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
const numbered: readonly TrainingKernel[] = Object.entries(functions).map(([name, f]) => ({
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
    ({ replacement, heapOf }) =>
    (call) => {
      const { x } = inputs<'x'>(call);
      return x.dtype === 'float32' ? valuesOf(heapOf(call.backend), x, f) : replacement(call);
    },
}));

function valuesOf(heap: Heap, x: TensorInfo, f: number): TensorInfo {
  const output = heap.output(x.shape);
  heap.kernels.elementary(heap.address(output), heap.address(x), util.sizeFromShape(x.shape), f);
  return output;
}

// Written out, since engines inline no call of a function that is not always the same.
const erf = ofFloats('Erf', (heap, x) => {
  const output = heap.output(x.shape);
  heap.kernels.erf(heap.address(output), heap.address(x), util.sizeFromShape(x.shape));
  return output;
});
const sine = ofFloats('Sin', (heap, x) => {
  const output = heap.output(x.shape);
  heap.kernels.sin(heap.address(output), heap.address(x), util.sizeFromShape(x.shape));
  return output;
});
const cosine = ofFloats('Cos', (heap, x) => {
  const output = heap.output(x.shape);
  heap.kernels.cos(heap.address(output), heap.address(x), util.sizeFromShape(x.shape));
  return output;
});

function ofFloats(name: string, run: (heap: Heap, x: TensorInfo) => TensorInfo): TrainingKernel {
  return {
    name,
    run: ({ heap, ...call }) => withFloats(heap, [inputs<'x'>(call).x], (floats) => run(heap, floats)),
    choose:
      ({ replacement, heapOf }) =>
      (call) => {
        const { x } = inputs<'x'>(call);
        return x.dtype === 'float32' ? run(heapOf(call.backend), x) : replacement(call);
      },
  };
}

export const elementary: readonly TrainingKernel[] = [...numbered, erf, sine, cosine];
