// @nn101/train/graph: the same as @nn101/train for networks as graphs, without tfjs. Start with network-functions.ts.
export * from '../shared-exports.ts';
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
  type ObjectiveOptions,
  predict,
  predictOutputs,
  weightsSha256,
} from './network-functions.ts';
