// tfjs kernels whose own code takes integers or truth values for floats, or writes four bytes for each of one: called
// with floats instead, their result is turned back.
import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { floatsAs } from './float-input.ts';
import { type Given, input, type KernelCall, type TrainingKernel } from './training-kernel.ts';

interface ThroughFloats {
  /** The inputs that hold numbers; the first one's type is the result's. */
  readonly inputs: readonly string[];
  /** The result's type where it is not the input's. */
  readonly result?: DataType;
}

type Choose = NonNullable<TrainingKernel['choose']>;

const ofTruths = ({ inputs: { x } }: Given) => x?.dtype === 'bool';
const ofWhole = ({ inputs: { x } }: Given) => x?.dtype === 'bool' || x?.dtype === 'int32';
const ofTruthPairs = ({ inputs: { a } }: Given) => a?.dtype === 'bool';

/** Which calls are ours: those with types that the backend's own code does not know. */
const choices = {
  Abs:
    ({ stock, ours }) =>
    (call) =>
      ofTruths(call) ? ours(call) : stock(call),
  Neg:
    ({ stock, ours }) =>
    (call) =>
      ofTruths(call) ? ours(call) : stock(call),
  Relu:
    ({ stock, ours }) =>
    (call) =>
      ofTruths(call) ? ours(call) : stock(call),
  Round:
    ({ stock, ours }) =>
    (call) =>
      ofTruths(call) ? ours(call) : stock(call),
  Square:
    ({ stock, ours }) =>
    (call) =>
      ofTruths(call) ? ours(call) : stock(call),
  Step:
    ({ stock, ours }) =>
    (call) =>
      ofTruths(call) ? ours(call) : stock(call),
  Reverse:
    ({ stock, ours }) =>
    (call) =>
      ofTruths(call) ? ours(call) : stock(call),
  LeakyRelu:
    ({ stock, ours }) =>
    (call) =>
      ofTruths(call) ? ours(call) : stock(call),
  Reciprocal:
    ({ stock, ours }) =>
    (call) =>
      ofWhole(call) ? ours(call) : stock(call),
  IsNan:
    ({ stock, ours }) =>
    (call) =>
      ofWhole(call) ? ours(call) : stock(call),
  IsFinite:
    ({ stock, ours }) =>
    (call) =>
      ofWhole(call) ? ours(call) : stock(call),
  Add:
    ({ stock, ours }) =>
    (call) =>
      ofTruthPairs(call) ? ours(call) : stock(call),
  Sub:
    ({ stock, ours }) =>
    (call) =>
      ofTruthPairs(call) ? ours(call) : stock(call),
  Mod:
    ({ stock, ours }) =>
    (call) =>
      ofTruthPairs(call) ? ours(call) : stock(call),
  RealDiv:
    ({ stock, ours }) =>
    (call) =>
      call.inputs.a?.dtype === 'float32' ? stock(call) : ours(call),
  Select:
    ({ stock, ours }) =>
    (call) =>
      call.inputs.t?.dtype === 'bool' ? ours(call) : stock(call),
} as const satisfies Record<string, Choose>;

type Name = keyof typeof choices;

const floats: ThroughFloats = { inputs: ['x'], result: 'float32' };
const truths: ThroughFloats = { inputs: ['x'], result: 'bool' };
const pairs: ThroughFloats = { inputs: ['a', 'b'] };
/** Those of more than one input, or whose result is of another type. */
const others: Partial<Record<Name, ThroughFloats>> = {
  LeakyRelu: floats,
  IsNan: truths,
  IsFinite: truths,
  Select: { inputs: ['t', 'e'] },
  Add: pairs,
  Sub: pairs,
  Mod: pairs,
  RealDiv: pairs,
};

export const throughFloats: readonly TrainingKernel[] = (Object.keys(choices) as Name[]).map((name) => {
  const kernel = others[name] ?? { inputs: ['x'] };
  return { name, run: (call) => converted(call, kernel), choose: choices[name] };
});

function converted(call: KernelCall, { inputs, result }: ThroughFloats): TensorInfo {
  const { heap } = call;
  const numbers = inputs.map((name) => [name, input(call, name)] as const);
  const floats = numbers.map(([name, tensor]) => [name, heap.cast(tensor, 'float32')] as const);
  const output = call.stock({ ...call, inputs: { ...call.inputs, ...Object.fromEntries(floats) } });
  for (const [, tensor] of floats) heap.release(tensor);
  return floatsAs(heap, output, result ?? numbers[0][1].dtype);
}
