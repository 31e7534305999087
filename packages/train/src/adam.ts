// Adam (Kingma and Ba 2015) with Keras' reading of epsilon: it is added to the root of the second moment before the
// bias correction, where tfjs' own optimizer adds it after. Constraints of the weights are applied, as Keras does.
import {
  add,
  div,
  mul,
  sqrt,
  square,
  sub,
  type Tensor,
  tidy,
  type Variable,
  zeros,
} from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';

/** tfjs-layers' LayerVariable, whose class it does not export. */
export type Weight = LayersModel['trainableWeights'][number];

export interface AdamOptions {
  readonly weights: readonly Weight[];
  readonly learningRate: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
}

export interface Adam {
  /** One update. `gradients[i]` belongs to `weights[i]` and stays the caller's; a weight without one stays. */
  update(gradients: readonly (Tensor | undefined)[]): void;
  dispose(): void;
}

/**
 * With t counting updates from 1:
 * m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
 * w = w - learningRate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon).
 */
export function createAdam(options: AdamOptions): Adam {
  const { weights, learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  const firstMoments = weights.map(zeroMoment);
  const secondMoments = weights.map(zeroMoment);
  // Powers by repeated multiplication: Math.pow may round differently on another engine.
  let power1 = 1;
  let power2 = 1;

  function updateWeight({ i, gradient, rate }: { i: number; gradient: Tensor; rate: number }): void {
    const weight = weights[i];
    const m = firstMoments[i];
    const v = secondMoments[i];
    m.assign(add(mul(m, beta1), mul(gradient, 1 - beta1)));
    v.assign(add(mul(v, beta2), mul(square(gradient), 1 - beta2)));
    weight.write(sub(weight.read(), mul(div(m, add(sqrt(v), epsilon)), rate)));
  }

  return {
    update(gradients) {
      power1 *= beta1;
      power2 *= beta2;
      const rate = (learningRate * Math.sqrt(1 - power2)) / (1 - power1);
      gradients.forEach((gradient, i) => {
        if (gradient) tidy(() => updateWeight({ i, gradient, rate }));
      });
    },
    dispose() {
      for (const moment of [...firstMoments, ...secondMoments]) moment.dispose();
    },
  };
}

function zeroMoment(weight: Weight): Variable {
  return tidy(() => zeros(weight.shape.map((size) => size ?? 1)).variable(false));
}
