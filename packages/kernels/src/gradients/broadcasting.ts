// Gradients where shapes broadcast: what an input gave to several numbers of the output comes back as a sum. tfjs forgets the
// sum for Maximum, Minimum, SquaredDifference and BatchMatMul.
import {
  broadcast_util,
  cast,
  div,
  equal,
  fill,
  type GradConfig,
  greater,
  greaterEqual,
  less,
  lessEqual,
  log,
  matMul,
  maximum,
  mul,
  neg,
  pow,
  reshape,
  scalar,
  sqrt,
  square,
  sub,
  sum,
  type Tensor,
  where,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { gradientFromOutput, gradientOf, type InputGradients } from './gradient.ts';

/** The sum of a gradient over the axes along which a tensor of `shape` was broadcast. */
export function sumTo(gradient: Tensor, shape: number[]): Tensor {
  const axes = broadcast_util.getReductionAxes(shape, gradient.shape);
  return reshape(axes.length > 0 ? sum(gradient, axes) : gradient, shape);
}

const pair = ['a', 'b'] as const;

// Where both are equal tfjs gives the gradient to a, and so do these.
function ofExtreme(
  kernelName: string,
  isA: (a: Tensor, b: Tensor) => Tensor,
  isB: (a: Tensor, b: Tensor) => Tensor,
): GradConfig {
  return gradientOf(kernelName, {
    inputs: pair,
    of: (dy, [a, b]) => ({
      a: () => sumTo(mul(dy, cast(isA(a, b), 'float32')), a.shape),
      b: () => sumTo(mul(dy, cast(isB(a, b), 'float32')), b.shape),
    }),
  });
}

const squaredDifference = gradientOf('SquaredDifference', {
  inputs: pair,
  of: (dy, [a, b]) => ({
    a: () => sumTo(mul(dy, mul(scalar(2), sub(a, b))), a.shape),
    b: () => sumTo(mul(dy, mul(scalar(2), sub(b, a))), b.shape),
  }),
});

const power = gradientOf('Pow', {
  inputs: pair,
  of: (dy, [a, b]) => {
    const exponent = () => cast(b, 'float32');
    return {
      a: () => {
        // Of x^0 nothing is left, where b x^(b-1) would be 0 times infinity at 0.
        const isZero = equal(exponent(), 0);
        const less1 = where(isZero, zerosLike(exponent()), sub(exponent(), scalar(1)));
        return sumTo(mul(dy, mul(exponent(), pow(cast(a, 'float32'), less1))), a.shape);
      },
      b: () => {
        const isPositive = greater(a, 0);
        const logarithm = where(isPositive, log(where(isPositive, a, scalar(1))), zerosLike(a));
        return sumTo(mul(dy, mul(pow(a, b), logarithm)), b.shape);
      },
    };
  },
});

// Infinite at 0, where a finite slope stands in for it: the norm of nothing but zeros then has the gradient 0 and not NaN.
const SMALLEST = 2 ** -126;
const squareRoot = gradientFromOutput('Sqrt', {
  input: 'x',
  forward: (x) => sqrt(cast(x, 'float32')),
  of: (dy, y) => div(dy, mul(maximum(cast(y, 'float32'), scalar(SMALLEST)), 2)),
});

// Each number goes where it was taken from; the condition has no slope.
const select = gradientOf('Select', {
  inputs: ['condition'],
  of: (dy, [condition]) => ({
    condition: () => zerosLike(cast(condition, 'float32')),
    t: () => where(condition, dy, zerosLike(dy)),
    e: () => where(condition, zerosLike(dy), dy),
  }),
});

// tfjs sums up what alpha was broadcast to, and forgets that x may be.
const prelu = gradientOf('Prelu', {
  inputs: ['x', 'alpha'],
  of: (dy, [x, alpha]) => ({
    x: () => sumTo(where(greater(x, 0), dy, mul(dy, alpha)), x.shape),
    alpha: () => sumTo(where(greater(x, 0), zerosLike(dy), mul(dy, x)), alpha.shape),
  }),
});

/** Kernels of two tensors whose output is a truth value: nowhere does it slope. */
const FLAT_PAIRS = [
  'Equal',
  'NotEqual',
  'Greater',
  'GreaterEqual',
  'Less',
  'LessEqual',
  'LogicalAnd',
  'LogicalOr',
  'LogicalXor',
];

const flat = FLAT_PAIRS.map((kernelName) =>
  gradientOf(kernelName, {
    inputs: pair,
    of: (_, [a, b]) => ({ a: () => fill(a.shape, 0), b: () => fill(b.shape, 0) }),
  }),
);
// tfjs divides whole numbers by this kernel, and means the quotient's gradient there; of floats it is a staircase.
const floorDivide = gradientOf('FloorDiv', {
  inputs: pair,
  of: (dy, [a, b]) => {
    const isQuotient = a.dtype === 'int32' && b.dtype === 'int32';
    const [dividend, divisor] = [() => cast(a, 'float32'), () => cast(b, 'float32')];
    return {
      a: () => (isQuotient ? sumTo(div(dy, divisor()), a.shape) : fill(a.shape, 0)),
      b: () =>
        isQuotient ? sumTo(neg(div(mul(dy, dividend()), square(divisor()))), b.shape) : fill(b.shape, 0),
    };
  },
});
const logicalNot = gradientOf('LogicalNot', {
  inputs: ['x'],
  of: (_, [x]) => ({ x: () => fill(x.shape, 0) }),
});

interface MatMulAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

// y = a b: da = dy bᵀ and db = aᵀ dy, each turned as its factor is, and summed over the batches that it was used for.
const batchMatMul = gradientOf<MatMulAttributes>('BatchMatMul', {
  inputs: pair,
  of: (dy, [a, b], { transposeA, transposeB }): InputGradients => ({
    a: () => sumTo(transposeA ? matMul(b, dy, transposeB, true) : matMul(dy, b, false, !transposeB), a.shape),
    b: () => sumTo(transposeB ? matMul(dy, a, true, transposeA) : matMul(a, dy, !transposeA, false), b.shape),
  }),
});

export const broadcastingGradients: readonly GradConfig[] = [
  ofExtreme('Maximum', greaterEqual, less),
  ofExtreme('Minimum', lessEqual, greater),
  squaredDifference,
  power,
  squareRoot,
  select,
  prelu,
  batchMatMul,
  logicalNot,
  floorDivide,
  ...flat,
];
