// Losses that compare an output with its target number by number, and take the mean over a sample; but for Kullback and
// Leibler's, which is a sum over the last axis. The definitions are tfjs-layers'; src/reference/loss/losses.ts says where Keras 3
// differs. What each does to a number: assembly/loss/pointwise-losses.ts.
import { check } from '../../check.ts';
import { optional } from '../operations/fields.ts';
import type { Loss, LossContext } from './loss.ts';
import { bindValueLoss, vectorsOf } from './targets.ts';

/** In the order of their numbers in assembly/loss/pointwise-losses.ts. */
const names = [
  'meanSquaredError',
  'meanAbsoluteError',
  'meanAbsolutePercentageError',
  'meanSquaredLogarithmicError',
  'huber',
  'logCosh',
  'hinge',
  'squaredHinge',
  'kullbackLeiblerDivergence',
  'poisson',
] as const;

type PointwiseName = (typeof names)[number];

/** (y - t)² */
export interface MeanSquaredErrorSpec {
  readonly kind: 'meanSquaredError';
}

/** |y - t|, with the slope 0 where they are equal. */
export interface MeanAbsoluteErrorSpec {
  readonly kind: 'meanAbsoluteError';
}

/** 100 |t - y| / |t|, with |t| held above 1e-7. */
export interface MeanAbsolutePercentageErrorSpec {
  readonly kind: 'meanAbsolutePercentageError';
}

/** (log(1 + y) - log(1 + t))², with y and t held above 1e-7. */
export interface MeanSquaredLogarithmicErrorSpec {
  readonly kind: 'meanSquaredLogarithmicError';
}

/** (y - t)² / 2 within delta, and straight on beyond it. */
export interface HuberSpec {
  readonly kind: 'huber';
  /** Above 0; 1 by default. */
  readonly delta?: number;
}

/** log cosh(y - t) */
export interface LogCoshSpec {
  readonly kind: 'logCosh';
}

/** max(0, 1 - t y), for targets -1 and 1. */
export interface HingeSpec {
  readonly kind: 'hinge';
}

/** max(0, 1 - t y)², for targets -1 and 1. */
export interface SquaredHingeSpec {
  readonly kind: 'squaredHinge';
}

/** Σ t log(t / y) over the last axis, with the two within 1e-7 and 1 in the logarithm. */
export interface KullbackLeiblerDivergenceSpec {
  readonly kind: 'kullbackLeiblerDivergence';
}

/** y - t log(y + 1e-7) */
export interface PoissonSpec {
  readonly kind: 'poisson';
}

export const meanSquaredError = pointwise<MeanSquaredErrorSpec>('meanSquaredError');
export const meanAbsoluteError = pointwise<MeanAbsoluteErrorSpec>('meanAbsoluteError');
export const meanAbsolutePercentageError = pointwise<MeanAbsolutePercentageErrorSpec>(
  'meanAbsolutePercentageError',
);
export const meanSquaredLogarithmicError = pointwise<MeanSquaredLogarithmicErrorSpec>(
  'meanSquaredLogarithmicError',
);
export const logCosh = pointwise<LogCoshSpec>('logCosh');
export const hinge = pointwise<HingeSpec>('hinge');
export const squaredHinge = pointwise<SquaredHingeSpec>('squaredHinge');
export const poisson = pointwise<PoissonSpec>('poisson');

export const huber: Loss<HuberSpec> = {
  fields: { delta: optional((name, value) => check.number(name, value, { above: 0 })) },
  bind: ({ delta = 1 }, context) =>
    bindPointwise('huber', context, { divisor: context.output.size, parameter: delta }),
};

export const kullbackLeiblerDivergence: Loss<KullbackLeiblerDivergenceSpec> = {
  fields: {},
  bind: (_, context) =>
    bindPointwise('kullbackLeiblerDivergence', context, { divisor: vectorsOf(context).count }),
};

/** A loss without fields. */
function pointwise<Spec extends { readonly kind: PointwiseName }>(kind: Spec['kind']): Loss<Spec> {
  return {
    fields: {} as Loss<Spec>['fields'],
    bind: (_, context) => bindPointwise(kind, context, { divisor: context.output.size }),
  };
}

function bindPointwise(
  kind: PointwiseName,
  context: LossContext,
  { divisor, parameter = 0 }: { readonly divisor: number; readonly parameter?: number },
) {
  const { kernels } = context.arena;
  const code = names.indexOf(kind);
  const { size } = context.output;
  return bindValueLoss(kind, context, {
    divisor,
    run({ outputs, targets, weights, rows, scale, gradient, total }) {
      kernels.pointwiseLoss(code, parameter, outputs, targets, rows, size, weights, scale, gradient, total);
    },
  });
}
