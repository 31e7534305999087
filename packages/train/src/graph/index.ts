// @nn101/train/graph: the functions of @nn101/train for networks described as graphs. It loads nothing of tfjs. Start with
// network-functions.ts.
export * from '../public-api.ts';
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
