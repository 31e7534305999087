// tfjs kernels Abs, Neg, Relu, Round, Square, Step, LeakyRelu, Reciprocal, IsNan and IsFinite: an instruction or two for
// each number. The backend's own take truth values for floats, and the last three whole numbers as well; Neg rounds these.
import { type DataType, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../heap.ts';
import { floatsAs, withFloats } from './float-input.ts';
import { type Given, inputs, type KernelCall, type TrainingKernel } from './training-kernel.ts';

/** Numbers as in assembly/simple-functions.ts; of whole numbers most are the backend's own. */
const functions = { Abs: 0, Neg: 1, Relu: 2, Round: 3, Square: 4, Step: 5, LeakyRelu: 6 } as const;
const RECIPROCAL = 7;
const tests = { IsNan: 0, IsFinite: 1 } as const;

/** What Step and LeakyRelu have below 0. */
interface SlopeAttributes {
  readonly alpha?: number;
}

export const simpleFunctions: readonly TrainingKernel[] = [
  ...Object.entries(functions).map(([name, f]) =>
    simple(name, f, (call) => {
      const { x } = inputs<'x'>(call);
      if (name === 'Neg') return negated(call.heap, x);
      if (x.dtype === 'int32') return call.stock(call);
      return converted(call, f, name === 'LeakyRelu' ? 'float32' : x.dtype);
    }),
  ),
  simple('Reciprocal', RECIPROCAL, (call) => converted(call, RECIPROCAL, inputs<'x'>(call).x.dtype)),
  ...Object.entries(tests).map(
    ([name, f]): TrainingKernel => ({
      name,
      run: (call) => withFloats(call.heap, [inputs<'x'>(call).x], (x) => truthsOf(call.heap, x, f)),
      choose:
        ({ ours, heapOf }) =>
        (call) => {
          const { x } = inputs<'x'>(call);
          return x.dtype === 'float32' ? truthsOf(heapOf(call.backend), x, f) : ours(call);
        },
    }),
  ),
];

// Floats straight away: a single number takes a fifth of a microsecond, of which the call that run() gets is a twentieth.
function simple(name: string, f: number, run: TrainingKernel['run']): TrainingKernel {
  return {
    name,
    run,
    choose:
      ({ ours, heapOf }) =>
      (call) => {
        const { x } = inputs<'x'>(call);
        return x.dtype === 'float32' ? valuesOf(heapOf(call.backend), x, f, slope(call)) : ours(call);
      },
  };
}

function slope({ attrs }: Given): number {
  return (attrs as SlopeAttributes | undefined)?.alpha ?? 0;
}

function valuesOf(heap: Heap, x: TensorInfo, f: number, alpha: number): TensorInfo {
  const output = heap.output(x.shape);
  heap.kernels.simpleFunction(f, heap.address(output), heap.address(x), util.sizeFromShape(x.shape), alpha);
  return output;
}

// Minus true is true, as on tfjs' cpu backend.
function negated(heap: Heap, x: TensorInfo): TensorInfo {
  if (x.dtype === 'bool') return heap.share(x);
  const output = heap.output(x.shape, 'int32');
  heap.kernels.negateIntegers(heap.address(output), heap.address(x), util.sizeFromShape(x.shape));
  return output;
}

function converted(call: KernelCall, f: number, dtype: DataType): TensorInfo {
  const { heap } = call;
  const floats = withFloats(heap, [inputs<'x'>(call).x], (x) => valuesOf(heap, x, f, slope(call)));
  return floatsAs(heap, floats, dtype);
}

function truthsOf(heap: Heap, x: TensorInfo, f: number): TensorInfo {
  const output = heap.output(x.shape, 'bool');
  heap.kernels.test(f, heap.address(output), heap.address(x), util.sizeFromShape(x.shape));
  return output;
}
