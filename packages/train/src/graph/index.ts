// @nn101/train/graph: what @nn101/train exports, for networks described as graphs; nothing of tfjs is loaded. Start with
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
