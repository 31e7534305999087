// Operations that look at one element at a time, or at one of each of two tensors, small ones to whole activations.
import { type OperationCase, shapeText } from './operation-case.ts';

const sizes: readonly (readonly number[])[] = [[1], [100], [128, 128], [64, 24, 24, 32]];

const unary = [
  'Abs,Cast,Ceil,ClipByValue,Elu,Erf,Exp,Expm1,Floor,Identity,IsFinite,IsInf,IsNan,LeakyRelu,Log,Log1p,Neg,Reciprocal',
  'Relu,Relu6,Round,Rsqrt,Selu,Sigmoid,Sign,Softplus,Sqrt,Square,Step,Tanh',
].flatMap((names) => names.split(','));

const unaryAttributes: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  Cast: { dtype: 'int32' },
  ClipByValue: { clipValueMin: -0.5, clipValueMax: 0.5 },
  LeakyRelu: { alpha: 0.2 },
  Step: { alpha: 0 },
};

/** [b's shape for a's shape], what a training step has: equal shapes, a bias, a number. */
const partners: readonly (readonly [a: readonly number[], b: readonly number[]])[] = [
  [[1], [1]],
  [[100], [100]],
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

const binaryInputs: Readonly<Record<string, readonly [string, string]>> = { EluGrad: ['dy', 'y'] };

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
    partners.map(([a, b]) => {
      const [first, second] = binaryInputs[kernel] ?? (kernel === 'Prelu' ? ['x', 'alpha'] : ['a', 'b']);
      return { kernel, shape: shapeText(a, b), inputs: { [first]: { shape: a }, [second]: { shape: b } } };
    }),
  );
  return [...alone, ...pairs];
}
