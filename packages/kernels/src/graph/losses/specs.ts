// All losses as data. What each computes: index.ts.
import type { BinaryCrossEntropySpec } from './binary-cross-entropy.ts';
import type { CategoricalCrossEntropySpec } from './categorical-cross-entropy.ts';
import type {
  HingeSpec,
  HuberSpec,
  KullbackLeiblerDivergenceSpec,
  LogCoshSpec,
  MeanAbsoluteErrorSpec,
  MeanAbsolutePercentageErrorSpec,
  MeanSquaredErrorSpec,
  MeanSquaredLogarithmicErrorSpec,
  PoissonSpec,
  SquaredHingeSpec,
} from './pointwise.ts';
import type { CategoricalHingeSpec, CosineSimilaritySpec } from './vector-losses.ts';

export type {
  BinaryCrossEntropySpec,
  CategoricalCrossEntropySpec,
  CategoricalHingeSpec,
  CosineSimilaritySpec,
  HingeSpec,
  HuberSpec,
  KullbackLeiblerDivergenceSpec,
  LogCoshSpec,
  MeanAbsoluteErrorSpec,
  MeanAbsolutePercentageErrorSpec,
  MeanSquaredErrorSpec,
  MeanSquaredLogarithmicErrorSpec,
  PoissonSpec,
  SquaredHingeSpec,
};

/** A loss as data, told apart by `kind`. */
export type LossSpec =
  | BinaryCrossEntropySpec
  | CategoricalCrossEntropySpec
  | CategoricalHingeSpec
  | CosineSimilaritySpec
  | HingeSpec
  | HuberSpec
  | KullbackLeiblerDivergenceSpec
  | LogCoshSpec
  | MeanAbsoluteErrorSpec
  | MeanAbsolutePercentageErrorSpec
  | MeanSquaredErrorSpec
  | MeanSquaredLogarithmicErrorSpec
  | PoissonSpec
  | SquaredHingeSpec;
