// The gradient of batch normalisation, y = (x - mean) · scale / √(variance + ε) + offset. tfjs' own takes a mean of one axis
// only, and passes over the images twice as often.
import { add, type GradConfig, mul, neg, pow, rsqrt, scalar, sub, type Tensor } from '@tensorflow/tfjs-core';
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

export const normalizationGradients: readonly GradConfig[] = [fusedBatchNorm];
