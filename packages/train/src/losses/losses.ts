// The table of losses, and how one is named: by its kind or as a record of plain data.
import { mean, mul, ones, reshape, type Tensor, type Tensor1D } from '@tensorflow/tfjs-core';
import { check } from '../check.ts';
import {
  type BinaryCrossentropySpec,
  binaryCrossentropy,
  type CategoricalCrossentropySpec,
  categoricalCrossentropy,
  type SparseCategoricalCrossentropySpec,
  sparseCategoricalCrossentropy,
} from './cross-entropies.ts';
import { cosineSimilarity, klDivergence, poisson } from './distances.ts';
import { categoricalHinge, hinge, squaredHinge } from './hinges.ts';
import type { Compared, Loss } from './loss.ts';
import {
  type HuberSpec,
  huber,
  logCosh,
  meanAbsoluteError,
  meanAbsolutePercentageError,
  meanSquaredError,
  meanSquaredLogarithmicError,
} from './mean-errors.ts';

/** A loss without options, by the name that Keras and tfjs-layers give it. */
export interface PlainLossSpec {
  readonly kind:
    | 'meanSquaredError'
    | 'meanAbsoluteError'
    | 'meanAbsolutePercentageError'
    | 'meanSquaredLogarithmicError'
    | 'logCosh'
    | 'hinge'
    | 'squaredHinge'
    | 'categoricalHinge'
    | 'klDivergence'
    | 'poisson'
    | 'cosineSimilarity';
}

/** A loss as plain data, told apart by `kind`; Keras' definitions. It can be sent to a worker and written as JSON. */
export type LossSpec =
  | CategoricalCrossentropySpec
  | SparseCategoricalCrossentropySpec
  | BinaryCrossentropySpec
  | HuberSpec
  | PlainLossSpec;

/** A loss by its name, for one whose options keep their defaults. `mse`, `mae`, `mape` and `msle` are the mean errors. */
export type LossName =
  | LossSpec['kind']
  | 'mse'
  | 'mae'
  | 'mape'
  | 'msle'
  | 'kld'
  | 'kullbackLeiblerDivergence'
  | 'cosineProximity';

/**
 * A loss of one's own, as tfjs-layers takes it: of targets and outputs, both [samples, ...shape], the loss of each sample,
 * or their mean. It trains on the tape.
 */
export type LossFunction = (targets: Tensor, outputs: Tensor) => Tensor;

/** A loss by its name, as data, or as a function. */
export type LossChoice = LossName | LossSpec | LossFunction;

const losses: { readonly [Kind in LossSpec['kind']]: Loss<Extract<LossSpec, { kind: Kind }>> } = {
  categoricalCrossentropy,
  sparseCategoricalCrossentropy,
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

const lossKinds = Object.keys(losses) as LossSpec['kind'][];

/** Other names of the same. */
const shortNames: Readonly<Record<Exclude<LossName, LossSpec['kind']>, LossSpec['kind']>> = {
  mse: 'meanSquaredError',
  mae: 'meanAbsoluteError',
  mape: 'meanAbsolutePercentageError',
  msle: 'meanSquaredLogarithmicError',
  kld: 'klDivergence',
  kullbackLeiblerDivergence: 'klDivergence',
  cosineProximity: 'cosineSimilarity',
};

/** Kinds by their names as Keras, tfjs-layers and PyTorch users may write them: categorical_crossentropy, MSE, logcosh. */
const kindsByName = new Map<string, LossSpec['kind']>(
  [...lossKinds.map((kind) => [kind, kind] as const), ...Object.entries(shortNames)].map(([name, kind]) => [
    plainName(name),
    kind,
  ]),
);

/** A name without underscores and capitals: Keras says hard_sigmoid where tfjs-layers says hardSigmoid. */
export function plainName(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

const optionNames: { readonly [Kind in LossSpec['kind']]?: readonly string[] } = {
  categoricalCrossentropy: ['fromLogits'],
  sparseCategoricalCrossentropy: ['fromLogits'],
  binaryCrossentropy: ['fromLogits'],
  huber: ['delta'],
};

/** The loss as data, or the function. @throws TrainError `INVALID_ARGUMENT` */
export function readLoss(name: string, choice: unknown): LossSpec | LossFunction {
  if (typeof choice === 'function') return choice as LossFunction;
  if (typeof choice === 'string') return { kind: readKind(name, choice) };
  check.record(name, choice, "such as { kind: 'meanSquaredError' }, the name of a loss, or a function");
  const given = choice as Readonly<Record<string, unknown>>;
  const kind = readKind(`${name}.kind`, given.kind);
  check.options(name, given, ['kind', ...(optionNames[kind] ?? [])]);
  if (given.fromLogits !== undefined) check.flag(`${name}.fromLogits`, given.fromLogits);
  if (given.delta !== undefined) check.number(`${name}.delta`, given.delta, { above: 0 });
  return { ...given, kind } as LossSpec;
}

function readKind(name: string, value: unknown): LossSpec['kind'] {
  const kind = typeof value === 'string' ? kindsByName.get(plainName(value)) : undefined;
  if (kind !== undefined) return kind;
  // Never one of them: this throws, with the nearest name.
  check.oneOf<string>(name, value, [...lossKinds, ...Object.keys(shortNames)]);
  return value as LossSpec['kind'];
}

/** What a loss does, whatever its kind. */
export function lossOf<Spec extends LossSpec>(spec: Spec): Loss<Spec> {
  // The kind ties the record to its specification; TypeScript cannot see that through the union.
  return losses[spec.kind] as Loss<LossSpec> as Loss<Spec>;
}

/** The loss of each sample, [samples]: the mean over all positions but the last axis. */
export function lossesOnTape(loss: LossSpec | LossFunction, compared: Compared): Tensor1D {
  const [samples] = compared.outputs.shape;
  const values =
    typeof loss === 'function'
      ? loss(compared.targets, compared.outputs)
      : lossOf(loss).onTape(compared, loss);
  if (values.rank === 1 && values.size === samples) return values as Tensor1D;
  // A loss of all samples together is each one's.
  if (values.size === 1) return mul(ones([samples]), reshape(values, [1])) as Tensor1D;
  return mean(reshape(values, [samples, -1]), 1) as Tensor1D;
}
