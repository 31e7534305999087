// Operations that look at one element at a time, or at one of each of two tensors, small ones to whole activations.
import { type OperationCase, shapeText } from './operation-case.ts';

const sizes: readonly (readonly number[])[] = [[1], [7], [100], [1000], [128, 128], [64, 24, 24, 32]];

const unary = [
  'Abs,Cast,Ceil,ClipByValue,Cos,Elu,Erf,Exp,Expm1,Floor,Identity,IsFinite,IsInf,IsNan,LeakyRelu,Log,Log1p,Neg,Reciprocal',
  'Relu,Relu6,Round,Rsqrt,Selu,Sigmoid,Sign,Sin,Softplus,Sqrt,Square,Step,Tanh',
].flatMap((names) => names.split(','));

const unaryAttributes: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Cast: { dtype: 'int32' },
  ClipByValue: { clipValueMin: -0.5, clipValueMax: 0.5 },
  LeakyRelu: { alpha: 0.2 },
  Step: { alpha: 0 },
};

/** Shapes of a and b: what a training step has, equal ones, a bias, a number, and what else programs do. */
const partners: readonly (readonly [a: readonly number[], b: readonly number[]])[] = [
  [[1], [1]],
  [[100], [100]],
  [[1000], [1000]],
  [[10], [1000, 10]],
  [[1000, 10], [10]],
  [
    [64, 1],
    [1, 64],
  ],
  [[128, 128], [128]],
  [[128, 128], []],
  [
    [128, 128],
    [128, 1],
  ],
  [
    [64, 24, 24, 32],
    [64, 24, 24, 32],
  ],
  [[64, 24, 24, 32], [32]],
];

const binary = [
  'Add,Equal,FloorDiv,Greater,GreaterEqual,Less,LessEqual,Maximum,Minimum,Mod,Multiply,NotEqual,Pow,RealDiv',
  'SquaredDifference,Sub,EluGrad,LeakyReluGrad,ReluGrad,Relu6Grad',
].flatMap((names) => names.split(','));

const binaryInputs: Readonly<Record<string, readonly [string, string]>> = {
  EluGrad: ['dy', 'y'],
  Prelu: ['x', 'alpha'],
};

export function elementwiseCases(): OperationCase[] {
  const alone = unary.flatMap((kernel) =>
    sizes.map((shape) => ({
      kernel,
      shape: shapeText(shape),
      inputs: { x: { shape } },
      attrs: unaryAttributes[kernel],
    })),
  );
  const pairs = [...binary, 'Prelu'].flatMap((kernel) =>
    partners.filter(([a, b]) => kernel !== 'Prelu' || isWhole(a, b)).map(([a, b]) => pairCase(kernel, a, b)),
  );
  return [...alone, ...pairs];
}

function pairCase(kernel: string, a: readonly number[], b: readonly number[]): OperationCase {
  const [first, second] = binaryInputs[kernel] ?? ['a', 'b'];
  // Of a negative number hardly any is a power: the backend's own would have less to do than in a program.
  const base = kernel === 'Pow' ? { shape: a, below: 100 } : { shape: a };
  return { kernel, shape: shapeText(a, b), inputs: { [first]: base, [second]: { shape: b } } };
}

// Whether the result has a's shape: the backend's own Prelu gives no other.
function isWhole(a: readonly number[], b: readonly number[]): boolean {
  return a.length >= b.length && b.every((length, axis) => length <= a[axis + a.length - b.length]);
}
