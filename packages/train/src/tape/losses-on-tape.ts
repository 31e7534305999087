// The losses on tfjs' gradient tape, with Keras' definitions: the reference for the kernels' own losses
// (kernels/src/graph/losses), and the losses of models that cannot be graphs.
import {
  abs,
  add,
  clipByValue,
  div,
  lessEqual,
  log,
  logSoftmax,
  max,
  maximum,
  mean,
  mul,
  neg,
  ones,
  relu,
  reshape,
  rsqrt,
  softplus,
  square,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  where,
} from '@tensorflow/tfjs-core';
import { epsilon } from '../losses/loss.ts';
import type {
  BinaryCrossentropySpec,
  FromLogits,
  HuberSpec,
  LossSpec,
  OwnFunction,
} from '../losses/losses.ts';

/** Targets and outputs of some samples, both [samples, ...shape]. */
export interface Compared {
  readonly targets: Tensor;
  readonly outputs: Tensor;
}

/**
 * A custom loss, as in tfjs-layers: from targets and outputs, both [samples, ...shape], to the loss of each sample, or
 * their mean. It trains on the tape.
 */
export type LossFunction = (targets: Tensor, outputs: Tensor) => Tensor;

/** The loss at each position, without the last axis, which is summed or averaged as in Keras. */
type TapeLoss<Spec> = (compared: Compared, spec: Spec) => Tensor;

// Mean errors: means over the last axis of some measure of the error e = output - target.
const errorOf = ({ targets, outputs }: Compared) => sub(outputs, targets);

/** e² */
const meanSquaredError: TapeLoss<unknown> = (compared) => mean(square(errorOf(compared)), -1);

/** |e| */
const meanAbsoluteError: TapeLoss<unknown> = (compared) => mean(abs(errorOf(compared)), -1);

/** 100 |e| / max(|target|, 1e-7) */
const meanAbsolutePercentageError: TapeLoss<unknown> = (compared) => {
  const shares = div(errorOf(compared), maximum(abs(compared.targets), epsilon));
  return mul(100, mean(abs(shares), -1));
};

/** (ln(1 + output) - ln(1 + target))², both clipped to 1e-7 or more */
const meanSquaredLogarithmicError: TapeLoss<unknown> = ({ targets, outputs }) => {
  const [output, target] = [outputs, targets].map((values) => log(add(1, maximum(values, epsilon))));
  return mean(square(sub(output, target)), -1);
};

/** e² / 2 if |e| <= delta, otherwise delta (|e| - delta / 2) */
const huber: TapeLoss<HuberSpec> = (compared, { delta = 1 }) => {
  const error = errorOf(compared);
  const size = abs(error);
  const linear = sub(mul(delta, size), 0.5 * delta * delta);
  return mean(where(lessEqual(size, delta), mul(0.5, square(error)), linear), -1);
};

/** ln cosh e, computed as e + softplus(-2e) - ln 2 */
const logCosh: TapeLoss<unknown> = (compared) => {
  const error = errorOf(compared);
  return mean(sub(add(error, softplus(mul(-2, error))), Math.LN2), -1);
};

// Cross-entropies: -ln of the probability that the network assigns to the true value. From logits they are computed with
// log-softmax and softplus, which neither overflow nor lose the gradient of a confident mistake.

/** -Σ t ln p, with p clipped so that a confident mistake costs a finite loss; beyond the clip the gradient is zero. */
const categoricalCrossentropy: TapeLoss<FromLogits> = ({ targets, outputs }, { fromLogits = false }) => {
  const logarithms = fromLogits
    ? logSoftmax(outputs, outputs.rank - 1)
    : log(clipByValue(outputs, epsilon, 1 - epsilon));
  return neg(sum(mul(targets, logarithms), outputs.rank - 1));
};

/** -t ln p - (1 - t) ln(1 - p), for each output separately */
const binaryCrossentropy: TapeLoss<BinaryCrossentropySpec> = (
  { targets, outputs },
  { fromLogits = false },
) => {
  const others = sub(1, targets);
  if (fromLogits) {
    // -ln sigmoid(z) is softplus(-z), and -ln(1 - sigmoid(z)) is softplus(z).
    return mean(add(mul(targets, softplus(neg(outputs))), mul(others, softplus(outputs))), -1);
  }
  const p = clipByValue(outputs, epsilon, 1 - epsilon);
  return neg(mean(add(mul(targets, log(p)), mul(others, log(sub(1, p)))), -1));
};

// Hinges, losses of a margin, which are zero beyond it. Targets of 0 and 1 count as -1 and 1, as in Keras; read-targets.ts
// converts them.
const shortfall = ({ targets, outputs }: Compared) => relu(sub(1, mul(targets, outputs)));

/** max(1 - target · output, 0) */
const hinge: TapeLoss<unknown> = (compared) => mean(shortfall(compared), -1);

/** max(1 - target · output, 0)² */
const squaredHinge: TapeLoss<unknown> = (compared) => mean(square(shortfall(compared)), -1);

/** max(0, 1 + the highest output of a wrong class - the output of the true one); wrong classes count from 0 */
const categoricalHinge: TapeLoss<unknown> = ({ targets, outputs }) => {
  const right = sum(mul(targets, outputs), -1);
  const wrong = max(mul(sub(1, targets), outputs), -1);
  return maximum(0, add(1, sub(wrong, right)));
};

// Losses between distributions, counts and directions.

/** Σ t ln(t / p) over the last axis, both clipped to [1e-7, 1] */
const klDivergence: TapeLoss<unknown> = ({ targets, outputs }) => {
  const [t, p] = [targets, outputs].map((values) => clipByValue(values, epsilon, 1));
  return sum(mul(t, log(div(t, p))), -1);
};

/** The mean of output - target ln(output + 1e-7): for counts, with outputs that are rates */
const poisson: TapeLoss<unknown> = ({ targets, outputs }) =>
  mean(sub(outputs, mul(targets, log(add(outputs, epsilon)))), -1);

/** Minus the cosine of the angle between target and output: -1 for the same direction, 1 for the opposite one */
const cosineSimilarity: TapeLoss<unknown> = ({ targets, outputs }) =>
  neg(sum(mul(direction(targets), direction(outputs)), -1));

// The square is kept above zero, because the derivative of the root is infinite at zero.
function direction(values: Tensor): Tensor {
  return mul(values, rsqrt(maximum(sum(square(values), -1, true), epsilon * epsilon)));
}

const losses: { readonly [Kind in LossSpec['kind']]: TapeLoss<Extract<LossSpec, { kind: Kind }>> } = {
  categoricalCrossentropy,
  sparseCategoricalCrossentropy: categoricalCrossentropy,
  binaryCrossentropy,
  meanSquaredError,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredLogarithmicError,
  huber,
  logCosh,
  hinge,
  squaredHinge,
  categoricalHinge,
  klDivergence,
  poisson,
  cosineSimilarity,
};

/** Returns the loss of each sample, [samples]: the mean over all positions except the last axis. */
export function lossesOnTape(loss: LossSpec | OwnFunction, compared: Compared): Tensor1D {
  const [samples] = compared.outputs.shape;
  const values =
    typeof loss === 'function'
      ? // The options of @nn101/train accept no other functions.
        (loss as unknown as LossFunction)(compared.targets, compared.outputs)
      : computed(loss, compared);
  if (values.rank === 1 && values.size === samples) return values as Tensor1D;
  // A loss of all samples together counts for each one.
  if (values.size === 1) return mul(ones([samples]), reshape(values, [1])) as Tensor1D;
  return mean(reshape(values, [samples, -1]), 1) as Tensor1D;
}

function computed<Spec extends LossSpec>(spec: Spec, compared: Compared): Tensor {
  // The kind ties the function to its specification, which TypeScript cannot infer through the union.
  const loss = losses[spec.kind] as TapeLoss<LossSpec> as TapeLoss<Spec>;
  return loss(compared, spec);
}
