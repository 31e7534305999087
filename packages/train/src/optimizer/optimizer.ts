// The optimizers as data, and what each update needs: its step, including the bias corrections at that time. The arithmetic
// over the vectors is in update.ts of @nn101/kernels.
import type { OptimizerStep } from '@nn101/kernels/graph';
import { check } from '../check.ts';

/** An optimizer with Keras' names and defaults. Plain data, so that it can be saved in checkpoints and sent to workers. */
export type OptimizerSpec =
  /** Kingma and Ba 2015, epsilon outside the root as in Keras: 0.9, 0.999, 1e-7. */
  | {
      readonly kind: 'adam';
      readonly beta1?: number;
      readonly beta2?: number;
      readonly epsilon?: number;
    }
  /**
   * Adam with decoupled weight decay (Loshchilov and Hutter 2019): kernels, but not biases, are scaled by 1 - learningRate
   * * weightDecay before each update; weightDecay is 0.004 by default.
   */
  | {
      readonly kind: 'adamw';
      readonly weightDecay?: number;
      readonly beta1?: number;
      readonly beta2?: number;
      readonly epsilon?: number;
    }
  /** Gradient descent; momentum is 0 by default. Weight decay as in adamw, none by default. */
  | {
      readonly kind: 'sgd';
      readonly momentum?: number;
      readonly nesterov?: boolean;
      readonly weightDecay?: number;
    };

/** What an update does to every parameter. */
export interface UpdateStep {
  readonly step: OptimizerStep;
  /** Factor on the kernels before the step: decoupled weight decay; 1 for none. */
  readonly shrink: number;
}

/** The steps of one run, in order. */
export interface Optimizer {
  /** Returns the next update's step at this learning rate. */
  next(learningRate: number): UpdateStep;
}

/** @param updates number of updates that the run has made already */
export function createOptimizer(spec: OptimizerSpec, updates: number): Optimizer {
  if (spec.kind === 'sgd') {
    const { momentum = 0, nesterov = false, weightDecay = 0 } = spec;
    return {
      next: (rate) => ({
        step: { kind: 'momentum', rate, momentum, nesterov },
        shrink: 1 - rate * weightDecay,
      }),
    };
  }
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = spec;
  const decay = spec.kind === 'adamw' ? (spec.weightDecay ?? 0.004) : 0;
  // Powers by repeated multiplication: Math.pow may round differently on another engine.
  let [power1, power2] = [1, 1];
  const advance = () => {
    power1 *= beta1;
    power2 *= beta2;
  };
  for (let update = 0; update < updates; update++) advance();
  return {
    next(learningRate) {
      advance();
      const rate = (learningRate * Math.sqrt(1 - power2)) / (1 - power1);
      return { step: { kind: 'adam', rate, beta1, beta2, epsilon }, shrink: 1 - learningRate * decay };
    },
  };
}

const kinds = ['adam', 'adamw', 'sgd'] as const satisfies OptimizerSpec['kind'][];

/** @throws TrainError `INVALID_ARGUMENT` */
export function checkOptimizer(spec: OptimizerSpec): void {
  check.record('optimizer', spec, "such as { kind: 'adam' }");
  check.oneOf('optimizer.kind', spec.kind, kinds);
  if (spec.kind === 'sgd') {
    check.options('optimizer', spec, ['kind', 'momentum', 'nesterov', 'weightDecay']);
    checkFraction('momentum', spec.momentum);
    if (spec.nesterov !== undefined) check.flag('optimizer.nesterov', spec.nesterov);
  } else {
    const decay = spec.kind === 'adamw' ? ['weightDecay'] : [];
    check.options('optimizer', spec, ['kind', 'beta1', 'beta2', 'epsilon', ...decay]);
    checkFraction('beta1', spec.beta1);
    checkFraction('beta2', spec.beta2);
    if (spec.epsilon !== undefined) check.number('optimizer.epsilon', spec.epsilon, { above: 0 });
  }
  if ('weightDecay' in spec && spec.weightDecay !== undefined) {
    check.number('optimizer.weightDecay', spec.weightDecay, { min: 0 });
  }
}

function checkFraction(name: string, value: number | undefined): void {
  if (value !== undefined) check.number(`optimizer.${name}`, value, { min: 0, below: 1 });
}
