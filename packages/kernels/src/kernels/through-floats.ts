// tfjs kernels Reverse, Mod and Select, whose own code takes truth values for floats, or writes four bytes for each of
// one: called with floats instead, their result is turned back.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { floatsAs } from './float-input.ts';
import { input, type KernelCall, type TrainingKernel } from './training-kernel.ts';

export const throughFloats: readonly TrainingKernel[] = [
  {
    name: 'Reverse',
    run: (call) => converted(call, ['x']),
    choose:
      ({ stock, ours }) =>
      (call) =>
        call.inputs.x?.dtype === 'bool' ? ours(call) : stock(call),
  },
  {
    name: 'Mod',
    run: (call) => converted(call, ['a', 'b']),
    choose:
      ({ stock, ours }) =>
      (call) =>
        call.inputs.a?.dtype === 'bool' ? ours(call) : stock(call),
  },
  {
    name: 'Select',
    run: (call) => converted(call, ['t', 'e']),
    choose:
      ({ stock, ours }) =>
      (call) =>
        call.inputs.t?.dtype === 'bool' ? ours(call) : stock(call),
  },
];

// Of the inputs that hold numbers; the first one's type is the result's.
function converted(call: KernelCall, names: readonly string[]): TensorInfo {
  const { heap } = call;
  const given = names.map((name) => [name, input(call, name)] as const);
  const floats = given.map(([name, tensor]) => [name, heap.cast(tensor, 'float32')] as const);
  const output = call.stock({ ...call, inputs: { ...call.inputs, ...Object.fromEntries(floats) } });
  for (const [, tensor] of floats) heap.release(tensor);
  return floatsAs(heap, output, given[0][1].dtype);
}
