// A recipe: all settings of a training except the model, as plain data. recipes.ts has the recipes of each model;
// training/configuration.ts combines one with the command line's options.

/** The names of the recipes. */
export const recipeNames = ['notebook', 'tuned'] as const;
export type RecipeName = (typeof recipeNames)[number];

/** The images that each epoch is validated on. */
export const validations = ['none', 'test-set', 'held-out'] as const;
/**
 * `test-set` as in the notebooks; `held-out`: training images selected by the seed and not trained on, so that
 * decisions based on them leave the test set untouched.
 */
export type Validation = (typeof validations)[number];

/**
 * Number of parts from which each gradient is summed, and the maximum number of threads. The same for every batch
 * size, unlike the default of `fit`, so that the recorded results hold.
 */
export const defaultLanes = 4;

/** How to train a model. Texts have the form of the option of the same name. */
export interface Recipe {
  readonly epochs: number;
  /** Images in a step. */
  readonly batchSize: number;
  /** `adam`, `adamw:0.01`, `sgd:0.9`; parsed by training/fit-settings.ts. */
  readonly optimizer: string;
  /** The highest rate of the schedule. */
  readonly learningRate: number;
  /** `constant`, `cosine`, `cosine:2`, `one-cycle`; parsed by training/fit-settings.ts. */
  readonly schedule: string;
  /** A text for `parseAugmentation` of @nn101/train; empty for none. */
  readonly augmentation: string;
  readonly labelSmoothing: number;
  /** Decay of the weights' moving average; undefined for none. */
  readonly averageDecay?: number;
  readonly validation: Validation;
  /** Whether the model ends with the weights of the epoch that did best in validation. */
  readonly restoreBest: boolean;
}
