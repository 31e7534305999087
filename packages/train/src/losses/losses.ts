// The table of losses, and how a loss is specified: by its name or as a record of plain data.
import { check } from '../check.ts';
import type { Loss, OutputKind } from './loss.ts';

/** Whether the outputs are logits, the inputs of softmax or sigmoid, rather than probabilities. */
export interface FromLogits {
  /** `false` by default: the outputs are probabilities. */
  readonly fromLogits?: boolean;
}

/** Keras' CategoricalCrossentropy over the last axis, for class numbers or a probability per class. */
export interface CategoricalCrossentropySpec extends FromLogits {
  readonly kind: 'categoricalCrossentropy';
}

/** Keras' SparseCategoricalCrossentropy: the same for class numbers only. */
export interface SparseCategoricalCrossentropySpec extends FromLogits {
  readonly kind: 'sparseCategoricalCrossentropy';
}

/** Keras' BinaryCrossentropy: the mean over the last axis of the cross-entropy of each output; targets from 0 to 1. */
export interface BinaryCrossentropySpec extends FromLogits {
  readonly kind: 'binaryCrossentropy';
}

/** Keras' Huber: half the square of an error up to `delta`, linear beyond. */
export interface HuberSpec {
  readonly kind: 'huber';
  /** Above 0; 1 by default. */
  readonly delta?: number;
}

/** A loss without options, by its name in Keras and tfjs-layers. */
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

/** A loss as plain data, discriminated by `kind`; Keras' definitions. It can be sent to a worker and written as JSON. */
export type LossSpec =
  | CategoricalCrossentropySpec
  | SparseCategoricalCrossentropySpec
  | BinaryCrossentropySpec
  | HuberSpec
  | PlainLossSpec;

/** A loss by name, with default options. `mse`, `mae`, `mape` and `msle` are the mean errors. */
export type LossName =
  | LossSpec['kind']
  | 'mse'
  | 'mae'
  | 'mape'
  | 'msle'
  | 'kld'
  | 'kullbackLeiblerDivergence'
  | 'cosineProximity';

/** A loss or metric function of the caller. Its arguments and result are typed in tape/losses-on-tape.ts. */
export type OwnFunction = (...values: never[]) => unknown;

const anyOutput = () => 'any' as const;
const classOutputs = ({ fromLogits = false }: FromLogits): OutputKind =>
  fromLogits ? 'logits' : 'distribution';

const losses: { readonly [Kind in LossSpec['kind']]: Loss<Extract<LossSpec, { kind: Kind }>> } = {
  categoricalCrossentropy: { targets: 'classes', expects: classOutputs },
  sparseCategoricalCrossentropy: { targets: 'classes', expects: classOutputs },
  binaryCrossentropy: {
    targets: 'binary',
    expects: ({ fromLogits = false }) => (fromLogits ? 'logits' : 'probability'),
  },
  meanSquaredError: { targets: 'values', expects: anyOutput },
  meanAbsoluteError: { targets: 'values', expects: anyOutput },
  meanAbsolutePercentageError: { targets: 'values', expects: anyOutput },
  meanSquaredLogarithmicError: { targets: 'nonNegative', expects: anyOutput },
  huber: { targets: 'values', expects: anyOutput },
  logCosh: { targets: 'values', expects: anyOutput },
  hinge: { targets: 'signs', expects: anyOutput },
  squaredHinge: { targets: 'signs', expects: anyOutput },
  categoricalHinge: { targets: 'classes', expects: anyOutput },
  klDivergence: { targets: 'distribution', expects: () => 'distribution' },
  poisson: { targets: 'nonNegative', expects: () => 'nonNegative' },
  cosineSimilarity: { targets: 'values', expects: anyOutput },
};

const lossKinds = Object.keys(losses) as LossSpec['kind'][];

/** Short names of losses. */
const shortNames: Readonly<Record<Exclude<LossName, LossSpec['kind']>, LossSpec['kind']>> = {
  mse: 'meanSquaredError',
  mae: 'meanAbsoluteError',
  mape: 'meanAbsolutePercentageError',
  msle: 'meanSquaredLogarithmicError',
  kld: 'klDivergence',
  kullbackLeiblerDivergence: 'klDivergence',
  cosineProximity: 'cosineSimilarity',
};

/** Kinds by the names that users of Keras, tfjs-layers and PyTorch may write: categorical_crossentropy, MSE, logcosh. */
const kindsByName = new Map<string, LossSpec['kind']>(
  [...lossKinds.map((kind) => [kind, kind] as const), ...Object.entries(shortNames)].map(([name, kind]) => [
    plainName(name),
    kind,
  ]),
);

/** Removes underscores and capitals from a name: Keras has hard_sigmoid where tfjs-layers has hardSigmoid. */
export function plainName(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

const optionNames: { readonly [Kind in LossSpec['kind']]?: readonly string[] } = {
  categoricalCrossentropy: ['fromLogits'],
  sparseCategoricalCrossentropy: ['fromLogits'],
  binaryCrossentropy: ['fromLogits'],
  huber: ['delta'],
};

/** Returns the loss as data, or the function. @throws TrainError `INVALID_ARGUMENT` */
export function readLoss(name: string, choice: unknown): LossSpec | OwnFunction {
  if (typeof choice === 'function') return choice as OwnFunction;
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
  // The value is never one of them: this call throws and names the nearest one.
  check.oneOf<string>(name, value, [...lossKinds, ...Object.keys(shortNames)]);
  return value as LossSpec['kind'];
}

/** Returns the definition of a loss. */
export function lossOf<Spec extends LossSpec>(spec: Spec): Loss<Spec> {
  // The kind ties the record to its specification, which TypeScript cannot infer through the union.
  return losses[spec.kind] as Loss<LossSpec> as Loss<Spec>;
}
