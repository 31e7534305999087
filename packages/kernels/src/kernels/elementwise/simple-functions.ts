// tfjs kernels Abs, Neg, Relu, Round, Square, Step, LeakyRelu, Reciprocal, IsNan and IsFinite: an instruction or two for
// each number. The backend's own take truth values for floats, and the last three whole numbers as well; Neg rounds these.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { floatsAs, withFloats } from '../float-input.ts';
import { inputs, type KernelArguments, type KernelCall, type TrainingKernel } from '../training-kernel.ts';

/** Numbers as in assembly/elementwise/simple-functions.ts; of whole numbers most are the backend's own. */
const functions = { Abs: 0, Neg: 1, Relu: 2, Round: 3, Square: 4 } as const;
const RECIPROCAL = 5;

export const simpleFunctions: readonly TrainingKernel[] = [
  ...Object.entries(functions).map(([name, f]) =>
    simple(name, f, (call) => {
      const { x } = inputs<'x'>(call);
      if (name === 'Neg') return negated(call.heap, x);
      if (x.dtype === 'int32') return call.original(call);
      return converted(call, (floats) => valuesOf(call.heap, floats, f));
    }),
  ),
  simple('Reciprocal', RECIPROCAL, (call) =>
    converted(call, (floats) => valuesOf(call.heap, floats, RECIPROCAL)),
  ),
  {
    name: 'Step',
    run: (call) =>
      inputs<'x'>(call).x.dtype === 'int32'
        ? call.original(call)
        : converted(call, (floats) => steps(call.heap, floats, slope(call))),
    choose:
      ({ replacement, heapOf }) =>
      (call) => {
        const { x } = inputs<'x'>(call);
        return x.dtype === 'float32' ? steps(heapOf(call.backend), x, slope(call)) : replacement(call);
      },
  },
  {
    name: 'LeakyRelu',
    run: (call) =>
      inputs<'x'>(call).x.dtype === 'int32'
        ? call.original(call)
        : withFloats(call.heap, [inputs<'x'>(call).x], (floats) => leaky(call.heap, floats, slope(call))),
    choose:
      ({ replacement, heapOf }) =>
      (call) => {
        const { x } = inputs<'x'>(call);
        return x.dtype === 'float32' ? leaky(heapOf(call.backend), x, slope(call)) : replacement(call);
      },
  },
  ofFloats('IsNan', areNaN),
  ofFloats('IsFinite', areFinite),
];

// Floats straight away: a single number takes a fifth of a microsecond, of which the call that run() gets is a twentieth.
function simple(name: string, f: number, run: TrainingKernel['run']): TrainingKernel {
  return {
    name,
    run,
    choose:
      ({ replacement, heapOf }) =>
      (call) => {
        const { x } = inputs<'x'>(call);
        return x.dtype === 'float32' ? valuesOf(heapOf(call.backend), x, f) : replacement(call);
      },
  };
}

function ofFloats(name: string, truths: (heap: Heap, x: TensorInfo) => TensorInfo): TrainingKernel {
  return {
    name,
    run: (call) => withFloats(call.heap, [inputs<'x'>(call).x], (x) => truths(call.heap, x)),
    choose:
      ({ replacement, heapOf }) =>
      (call) => {
        const { x } = inputs<'x'>(call);
        return x.dtype === 'float32' ? truths(heapOf(call.backend), x) : replacement(call);
      },
  };
}

// Written out: of a compiled function that is not always the same, engines make calls that take longer than the function.
function areNaN(heap: Heap, x: TensorInfo): TensorInfo {
  const output = heap.output(x.shape, 'bool');
  heap.kernels.areNaN(heap.address(output), heap.address(x), util.sizeFromShape(x.shape));
  return output;
}

function areFinite(heap: Heap, x: TensorInfo): TensorInfo {
  const output = heap.output(x.shape, 'bool');
  heap.kernels.areFinite(heap.address(output), heap.address(x), util.sizeFromShape(x.shape));
  return output;
}

function steps(heap: Heap, x: TensorInfo, below: number): TensorInfo {
  const output = heap.output(x.shape);
  heap.kernels.step(heap.address(output), heap.address(x), util.sizeFromShape(x.shape), below);
  return output;
}

function leaky(heap: Heap, x: TensorInfo, below: number): TensorInfo {
  const output = heap.output(x.shape);
  heap.kernels.leakyRelu(heap.address(output), heap.address(x), util.sizeFromShape(x.shape), below);
  return output;
}

/** What Step and LeakyRelu have below 0. */
function slope({ attrs }: KernelArguments): number {
  return (attrs as { readonly alpha?: number } | undefined)?.alpha ?? 0;
}

function valuesOf(heap: Heap, x: TensorInfo, f: number): TensorInfo {
  const output = heap.output(x.shape);
  heap.kernels.simpleFunction(f, heap.address(output), heap.address(x), util.sizeFromShape(x.shape));
  return output;
}

// Minus true is true, as on tfjs' cpu backend.
function negated(heap: Heap, x: TensorInfo): TensorInfo {
  if (x.dtype === 'bool') return heap.share(x);
  const output = heap.output(x.shape, 'int32');
  heap.kernels.negateIntegers(heap.address(output), heap.address(x), util.sizeFromShape(x.shape));
  return output;
}

function converted(call: KernelCall, f: (floats: TensorInfo) => TensorInfo): TensorInfo {
  const { x } = inputs<'x'>(call);
  return floatsAs(call.heap, withFloats(call.heap, [x], f), x.dtype);
}
