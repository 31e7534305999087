// tfjs kernels whose own code takes integers or truth values for floats, or writes four bytes for each of one: called
// with floats instead, their result is turned back.
import type { DataType, TensorInfo } from '@tensorflow/tfjs-core';
import { floatsAs } from './float-input.ts';
import { type Given, input, type KernelCall, type TrainingKernel } from './training-kernel.ts';

interface ThroughFloats {
  readonly name: string;
  /** The inputs that hold numbers; the first one's type is the result's. */
  readonly inputs: readonly string[];
  /** Types that the backend's own code does not know. */
  readonly types: readonly DataType[];
  /** The result's type where it is not the input's. */
  readonly result?: DataType;
}

const onTruths = ['Abs', 'Neg', 'Relu', 'Round', 'Selu', 'Softplus', 'Square', 'Step', 'Reverse'];
const onIntegers = ['Expm1', 'Log1p', 'Reciprocal'];

const table: readonly ThroughFloats[] = [
  ...onTruths.map((name) => ({ name, inputs: ['x'], types: ['bool' as const] })),
  ...onIntegers.map((name) => ({ name, inputs: ['x'], types: ['bool' as const, 'int32' as const] })),
  { name: 'Exp', inputs: ['x'], types: ['bool'], result: 'float32' },
  { name: 'LeakyRelu', inputs: ['x'], types: ['bool'], result: 'float32' },
  { name: 'IsNan', inputs: ['x'], types: ['bool', 'int32'], result: 'bool' },
  { name: 'IsFinite', inputs: ['x'], types: ['bool', 'int32'], result: 'bool' },
  { name: 'Select', inputs: ['t', 'e'], types: ['bool'] },
  { name: 'Add', inputs: ['a', 'b'], types: ['bool'] },
  { name: 'Sub', inputs: ['a', 'b'], types: ['bool'] },
  { name: 'Mod', inputs: ['a', 'b'], types: ['bool'] },
  { name: 'RealDiv', inputs: ['a', 'b'], types: ['bool', 'int32'] },
];

export const throughFloats: readonly TrainingKernel[] = table.map((row) => {
  const { name, types } = row;
  const [first] = row.inputs;
  return {
    name,
    run: (call) => converted(call, row),
    stockServes: unless(first, types),
  };
});

// One question each, of a field by its name: these calls take less than half a microsecond altogether.
function unless(first: string, [one, other]: readonly DataType[]): (given: Given) => boolean {
  const isOther = (dtype?: DataType) => dtype !== one && dtype !== other;
  if (first === 'x') return ({ inputs: { x } }) => isOther(x?.dtype);
  if (first === 'a') return ({ inputs: { a } }) => isOther(a?.dtype);
  return ({ inputs: { t } }) => isOther(t?.dtype);
}

function converted(call: KernelCall, { inputs, result }: ThroughFloats): TensorInfo {
  const { heap } = call;
  const numbers = inputs.map((name) => [name, input(call, name)] as const);
  const floats = numbers.map(([name, tensor]) => [name, heap.cast(tensor, 'float32')] as const);
  const output = call.stock({ ...call.inputs, ...Object.fromEntries(floats) });
  for (const [, tensor] of floats) heap.release(tensor);
  return floatsAs(heap, output, result ?? numbers[0][1].dtype);
}
