// Gradients of normalization. Of batch normalization, y = (x - mean) · scale / √(variance + ε) + offset. tfjs' own takes a mean of one axis
// only, and passes over the images twice as often.
import {
  add,
  div,
  fill,
  type GradConfig,
  matMul,
  mul,
  neg,
  pow,
  reshape,
  rsqrt,
  scalar,
  square,
  sub,
  type Tensor,
  tensor2d,
} from '@tensorflow/tfjs-core';
import type { LocalResponseAttributes } from '../kernels/normalization/local-response-normalization.ts';
import { sumTo } from './broadcasting.ts';
import { gradientOf } from './gradient.ts';

const fusedBatchNorm = gradientOf<{ varianceEpsilon: number }>('FusedBatchNorm', {
  inputs: ['x', 'mean', 'variance', 'scale'],
  of: (dy, [x, mean, variance, scale], { varianceEpsilon }) => {
    const stable = () => add(variance, scalar(varianceEpsilon));
    const factor = () => (scale ? mul(rsqrt(stable()), scale) : rsqrt(stable()));
    const { shape } = mean;
    // Σ dy (x - mean), the number that variance and scale share.
    const covariance = () => sumTo(mul(dy, sub(x, mean)), shape);
    return {
      x: () => mul(dy, factor()),
      mean: () => neg(mul(sumTo(dy, shape), factor())),
      variance: () => {
        const slope = mul(pow(stable(), scalar(-1.5)), scalar(-0.5));
        return mul(covariance(), scale ? mul(slope, scale) : slope);
      },
      scale: () => sumTo(mul(covariance(), rsqrt(stable())), (scale as Tensor).shape),
      offset: () => sumTo(dy, shape),
    };
  },
});

// Of dx = dy n^-β - c x W(dy x n^(-β - 1)), which is the gradient of x n^-β: n = bias + α W(x²), c = 2 α β, and W(·) are the sums
// over the channels around each, a product with a matrix of ones near its diagonal.
const lrnGrad = gradientOf<LocalResponseAttributes>('LRNGrad', {
  inputs: ['x', 'y', 'dy'],
  of: (ddx, [x, y, dy], attributes) => ({
    x: () => responseGradients({ x, dy, ddx }, attributes).x(),
    y: () => fill(y.shape, 0),
    dy: () => responseGradients({ x, dy, ddx }, attributes).dy(),
  }),
});

function responseGradients(
  { x, dy, ddx }: { x: Tensor; dy: Tensor; ddx: Tensor },
  { depthRadius, bias, alpha, beta }: LocalResponseAttributes,
) {
  const channels = x.shape[x.rank - 1];
  const isNear = (at: number) => Math.abs((at % channels) - Math.floor(at / channels)) <= depthRadius;
  const band = tensor2d(
    Array.from({ length: channels ** 2 }, (_, at) => Number(isNear(at))),
    [channels, channels],
  );
  const around = (t: Tensor) => reshape(matMul(reshape(t, [-1, channels]), band), t.shape);
  const factor = scalar(2 * alpha * beta);
  const norm = add(mul(around(square(x)), scalar(alpha)), scalar(bias));
  const slope = pow(norm, scalar(-beta - 1));
  const others = around(mul(ddx, x));
  return {
    dy: () => mul(slope, sub(mul(ddx, norm), mul(mul(factor, x), others))),
    x: () => {
      const weighted = mul(dy, slope);
      const direct = mul(factor, add(mul(ddx, around(mul(weighted, x))), mul(others, weighted)));
      const byNorm = sub(
        mul(mul(mul(factor, scalar(beta + 1)), others), div(mul(weighted, x), norm)),
        mul(scalar(beta), mul(ddx, weighted)),
      );
      return sub(mul(mul(scalar(2 * alpha), x), around(byNorm)), direct);
    },
  };
}

export const normalizationGradients: readonly GradConfig[] = [fusedBatchNorm, lrnGrad];
