// tfjs kernels whose own code takes integers or truth values for floats, or writes four bytes for each of one: called
// with floats instead, their result is turned back.
import type { DataType, KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import { floatsAs } from './float-input.ts';
import { input, type KernelCall, type TrainingKernel } from './training-kernel.ts';

type Choice = (stock: KernelFunc, ours: KernelFunc) => KernelFunc;

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

export const throughFloats: readonly TrainingKernel[] = table.map((row) => ({
  name: row.name,
  run: (call) => converted(call, row),
  choose: unless(row),
}));

// One question each, of a field by its name: these calls take less than half a microsecond altogether.
function unless({ inputs: [first], types: [one, other] }: ThroughFloats): Choice {
  const isOurs = (dtype?: DataType) => dtype === one || dtype === other;
  if (first === 'a') return (stock, ours) => (call) => (isOurs(call.inputs.a?.dtype) ? ours : stock)(call);
  if (first === 't') return (stock, ours) => (call) => (isOurs(call.inputs.t?.dtype) ? ours : stock)(call);
  return (stock, ours) => (call) => (isOurs(call.inputs.x?.dtype) ? ours : stock)(call);
}

function converted(call: KernelCall, { inputs, result }: ThroughFloats): TensorInfo {
  const { heap } = call;
  const numbers = inputs.map((name) => [name, input(call, name)] as const);
  const floats = numbers.map(([name, tensor]) => [name, heap.cast(tensor, 'float32')] as const);
  const output = call.stock({ ...call, inputs: { ...call.inputs, ...Object.fromEntries(floats) } });
  for (const [, tensor] of floats) heap.release(tensor);
  return floatsAs(heap, output, result ?? numbers[0][1].dtype);
}
