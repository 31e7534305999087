// tfjs kernels Reverse, Mod and Select, whose own code takes truth values for floats, or writes four bytes for each of
// one: called with floats instead, their result is turned back.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { floatsAs } from './float-input.ts';
import { input, type KernelCall, type TrainingKernel } from './training-kernel.ts';

type Choose = NonNullable<TrainingKernel['choose']>;

/** Which calls are ours: those with types that the backend's own code does not know. */
const choices = {
  Reverse:
    ({ stock, ours }) =>
    (call) =>
      call.inputs.x?.dtype === 'bool' ? ours(call) : stock(call),
  Mod:
    ({ stock, ours }) =>
    (call) =>
      call.inputs.a?.dtype === 'bool' ? ours(call) : stock(call),
  Select:
    ({ stock, ours }) =>
    (call) =>
      call.inputs.t?.dtype === 'bool' ? ours(call) : stock(call),
} as const satisfies Record<string, Choose>;

type Name = keyof typeof choices;

/** The inputs that hold numbers; the first one's type is the result's. */
const numbers: Record<Name, readonly string[]> = { Reverse: ['x'], Mod: ['a', 'b'], Select: ['t', 'e'] };

export const throughFloats: readonly TrainingKernel[] = (Object.keys(choices) as Name[]).map((name) => ({
  name,
  run: (call) => converted(call, numbers[name]),
  choose: choices[name],
}));

function converted(call: KernelCall, names: readonly string[]): TensorInfo {
  const { heap } = call;
  const given = names.map((name) => [name, input(call, name)] as const);
  const floats = given.map(([name, tensor]) => [name, heap.cast(tensor, 'float32')] as const);
  const output = call.stock({ ...call, inputs: { ...call.inputs, ...Object.fromEntries(floats) } });
  for (const [, tensor] of floats) heap.release(tensor);
  return floatsAs(heap, output, given[0][1].dtype);
}
