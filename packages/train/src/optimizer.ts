// The optimizers as data, and what one update of each needs: its step with the bias corrections of that moment in it. The
// arithmetic over the vectors is @nn101/kernels' update.ts.
import type { OptimizerStep } from '@nn101/kernels/plan';
import { checkPositive } from './check-option.ts';
import { TrainError } from './train-error.ts';

/** Keras' names and defaults. Plain data, so that it goes into checkpoints and to workers. */
export type OptimizerSpec =
  /** Kingma and Ba 2015, epsilon outside the root as in Keras: 0.9, 0.999, 1e-7. */
  | {
      readonly kind: 'adam';
      readonly beta1?: number;
      readonly beta2?: number;
      readonly epsilon?: number;
    }
  /**
   * Adam with decoupled weight decay (Loshchilov and Hutter 2019): kernels, not biases, shrink by learningRate *
   * weightDecay before each update; 0.004.
   */
  | {
      readonly kind: 'adamw';
      readonly weightDecay?: number;
      readonly beta1?: number;
      readonly beta2?: number;
      readonly epsilon?: number;
    }
  /** Gradient descent; momentum 0, plain, by default. Weight decay as in adamw, none by default. */
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

/** Steps of one run in order. */
export interface Optimizer {
  /** The next update's step at this learning rate. */
  next(learningRate: number): UpdateStep;
}

/** @param updates how many updates the run has made already */
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

/** @throws TrainError `INVALID_ARGUMENT` */
export function checkOptimizer(spec: OptimizerSpec): void {
  if (!['adam', 'adamw', 'sgd'].includes(spec.kind)) {
    throw new TrainError('INVALID_ARGUMENT', `optimizer expects adam, adamw or sgd; received ${spec.kind}.`);
  }
  const fractions =
    spec.kind === 'sgd' ? { momentum: spec.momentum } : { beta1: spec.beta1, beta2: spec.beta2 };
  for (const [name, value] of Object.entries(fractions)) {
    if (value === undefined || (value >= 0 && value < 1)) continue;
    throw new TrainError(
      'INVALID_ARGUMENT',
      `${name} expects a number from 0 to below 1; received ${value}.`,
    );
  }
  if (spec.kind !== 'sgd' && spec.epsilon !== undefined) checkPositive('epsilon', spec.epsilon);
}
