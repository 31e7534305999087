// Gradients of sums, means and products over axes, and of running sums and products along one. tfjs makes its ones
// in JavaScript (Sum, Mean), turns axes the wrong way (Cumsum), calls what nobody registers (Prod) or has none (Cumprod).
import {
  add,
  backend_util,
  concat,
  cumprod,
  cumsum,
  div,
  type GradConfig,
  mul,
  reshape,
  reverse,
  scalar,
  slice,
  stack,
  type Tensor,
  tile,
  transpose,
  unstack,
  util,
  zerosLike,
} from '@tensorflow/tfjs-core';
import { gradientOf } from './gradient.ts';

interface ReductionAttributes {
  readonly axis?: number | number[];
}

function axesOf(axis: number | number[] | undefined, { shape }: Tensor): number[] {
  return util.parseAxisParam(axis ?? null!, shape);
}

/** A reduction's result, or its gradient, with an axis of length 1 for each that was reduced. */
function withAxes(reduced: Tensor, shape: readonly number[], axes: readonly number[]): Tensor {
  return reshape(
    reduced,
    shape.map((length, axis) => (axes.includes(axis) ? 1 : length)),
  );
}

// Every number that was reduced gets the gradient of what it went into.
function spread(dy: Tensor, shape: readonly number[], axes: readonly number[]): Tensor {
  return tile(
    withAxes(dy, shape, axes),
    shape.map((length, axis) => (axes.includes(axis) ? length : 1)),
  );
}

const ofSum = gradientOf<ReductionAttributes>('Sum', {
  inputs: ['x'],
  of: (dy, [x], { axis }) => ({ x: () => spread(dy, x.shape, axesOf(axis, x)) }),
});

const ofMean = gradientOf<ReductionAttributes>('Mean', {
  inputs: ['x'],
  of: (dy, [x], { axis }) => {
    const axes = axesOf(axis, x);
    const terms = axes.reduce((product, which) => product * x.shape[which], 1);
    return { x: () => spread(div(dy, scalar(terms)), x.shape, axes) };
  },
});

// The product of all the others: of those before, times of those behind. Dividing by the number itself fails at 0.
const ofProd = gradientOf<ReductionAttributes>('Prod', {
  inputs: ['x'],
  of: (dy, [x], { axis }) => ({
    x: () => {
      const axes = axesOf(axis, x);
      const order = [...x.shape.keys()].filter((which) => !axes.includes(which)).concat(axes);
      const moved = transpose(x, order);
      const rows = reshape(moved, [dy.size, Math.floor(x.size / Math.max(dy.size, 1))]);
      const others = mul(cumprod(rows, 1, true, false), cumprod(rows, 1, true, true));
      const gradient = reshape(mul(reshape(dy, [dy.size, 1]), others), moved.shape);
      return transpose(gradient, backend_util.getUndoAxesPermutation(order));
    },
  }),
});

interface ScanAttributes {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

const ofCumsum = gradientOf<ScanAttributes>('Cumsum', {
  of: (dy, _, { axis, exclusive, reverse }) => ({ x: () => cumsum(dy, axis, exclusive, !reverse) }),
});

const ofCumprod = gradientOf<ScanAttributes>('Cumprod', {
  inputs: ['x'],
  of: (dy, [x], { axis, exclusive, reverse: isReversed }) => ({
    x: () => {
      const [along] = util.parseAxisParam(axis, x.shape);
      if (x.shape[along] === 0) return zerosLike(x);
      const forwards = (tensor: Tensor) => (isReversed ? reverse(tensor, along) : tensor);
      return forwards(productsGradient(forwards(x), forwards(dy), { along, exclusive }));
    },
  }),
});

// With p the product of all before x[j]: dx[j] = p (dy[j] + x[j+1] (dy[j+1] + x[j+2] (…))), from the end on. It does not
// divide, and so holds at 0 too.
function productsGradient(
  x: Tensor,
  dy: Tensor,
  { along, exclusive }: { along: number; exclusive: boolean },
): Tensor {
  const factors = unstack(x, along);
  const gradients = unstack(exclusive ? shifted(dy, along) : dy, along);
  const tails: Tensor[] = [];
  for (let index = factors.length - 1; index >= 0; index--) {
    const behind = tails[0];
    tails.unshift(behind ? add(gradients[index], mul(factors[index + 1], behind)) : gradients[index]);
  }
  return mul(cumprod(x, along, true, false), stack(tails, along));
}

// An exclusive product is that up to the place before: each gradient belongs one place further to the front.
function shifted(dy: Tensor, along: number): Tensor {
  const size = dy.shape.with(along, dy.shape[along] - 1);
  const later = slice(
    dy,
    dy.shape.map((_, axis) => (axis === along ? 1 : 0)),
    size,
  );
  const last = zerosLike(
    slice(
      dy,
      dy.shape.map(() => 0),
      dy.shape.with(along, 1),
    ),
  );
  return concat([later, last], along);
}

export const reductionGradients: readonly GradConfig[] = [ofSum, ofMean, ofProd, ofCumsum, ofCumprod];
