// What a recipe is: everything about a training but the model, as plain data. The recipes: notebook.ts and tuned.ts; from
// a recipe and the options of the command line comes a configuration, training/configuration.ts.

/** The recipes by name. */
export const recipeNames = ['notebook', 'tuned'] as const;
export type RecipeName = (typeof recipeNames)[number];

/** What the network is measured on after each epoch. */
export const validations = ['none', 'test-set', 'held-out'] as const;
/**
 * `test-set` as in the notebooks; `held-out`: training images that are not trained on, chosen by the seed, so that
 * whatever is decided by them leaves the test set untouched.
 */
export type Validation = (typeof validations)[number];

/**
 * Parts that each gradient is summed from, and with them the most threads of a training. The same for every batch size, unlike
 * fit()'s default, so that the recorded results hold.
 */
export const defaultLanes = 4;

/** How to train a model. Texts are what the option of the same name takes. */
export interface Recipe {
  readonly epochs: number;
  /** Images in a step. */
  readonly batchSize: number;
  /** `adam`, `adamw:0.01`, `sgd:0.9`; see training/optimizer-text.ts. */
  readonly optimizer: string;
  /** The highest rate of the schedule. */
  readonly learningRate: number;
  /** `constant`, `cosine`, `cosine:2`, `one-cycle`; see training/schedule-text.ts. */
  readonly schedule: string;
  /** As `parseAugmentation` of @nn101/train reads it; empty for none. */
  readonly augmentation: string;
  readonly labelSmoothing: number;
  /** Decay of the running mean of the weights; undefined for none. */
  readonly averageDecay?: number;
  readonly validation: Validation;
  /** Whether the model ends with the weights of the epoch that was best on the validation images. */
  readonly restoreBest: boolean;
}
