// @nn101/train: the training loop and its events. Start with fit.ts; the arithmetic of a step is in plan-step.ts and
// tape/tape-step.ts.
export { loadModel, saveModel } from '#model-store';
export * from './public-api.ts';
export type { LoadModel, SaveModel } from './saved-model/model-store.ts';
export type { LossFunction } from './tape/losses-on-tape.ts';
export {
  assess,
  type EvaluationOptions,
  estimateTrainingMemory,
  evaluate,
  type FitOptions,
  fit,
  type LearningRateRangeOptions,
  type LossChoice,
  learningRateRange,
  type MetricChoice,
  networkOf,
  type ObjectiveOptions,
  predict,
  predictOutputs,
  weightsSha256,
} from './tape/model-functions.ts';
export { type BackendInfo, prepareBackend } from './tape/prepare-backend.ts';
