// The exports shared by @nn101/train (index.ts) and @nn101/train/graph (graph/index.ts): everything that does not accept a
// model.
export type { Arithmetic } from '@nn101/kernels/graph';
export { openCheckpointStore } from '#checkpoint-store';
export type { Augmentation, AugmentationStep, ImageShape } from './augmentation/augmentation.ts';
export { type Augmenter, createAugmenter } from './augmentation/augmenter.ts';
export type { SamplePosition } from './augmentation/draws.ts';
export { type Mix, mixImages } from './augmentation/mixup.ts';
export { parseAugmentation } from './augmentation/parse-augmentation.ts';
export { previewAugmentation } from './augmentation/preview-augmentation.ts';
export type { Checkpoint, CheckpointPosition, CheckpointProgress } from './checkpoint/checkpoint.ts';
export { decodeCheckpoint, encodeCheckpoint } from './checkpoint/checkpoint-format.ts';
export type { CheckpointStore, OpenCheckpointStore } from './checkpoint/checkpoint-store.ts';
export type { Batches, BatchSource, SourceBatch } from './data/batch-source.ts';
export type {
  Column,
  Columns,
  Images,
  ImageTargets,
  InputColumns,
  InputData,
  LabelledImages,
  TrainingColumns,
  TrainingData,
} from './data/training-data.ts';
export type { Assessment } from './evaluate.ts';
export type {
  BatchEvent,
  EndEvent,
  EpochEvent,
  EpochRecord,
  History,
  StartEvent,
  TrainingEvent,
  ValidationEvent,
} from './events.ts';
export type { TrainingRun } from './fit.ts';
export {
  type LearningRatePoint,
  type LearningRateRange,
  suggestLearningRate,
} from './learning-rate-range.ts';
export { csvLog } from './logs/csv-log.ts';
export { jsonlLog } from './logs/jsonl-log.ts';
export { tensorBoardLog } from './logs/tensor-board-log.ts';
export type { LogOptions, TrainingLog } from './logs/training-log.ts';
export type {
  BinaryCrossentropySpec,
  CategoricalCrossentropySpec,
  FromLogits,
  HuberSpec,
  LossName,
  LossSpec,
  PlainLossSpec,
  SparseCategoricalCrossentropySpec,
} from './losses/losses.ts';
export type { BinaryAccuracySpec, TopKAccuracySpec } from './metrics/accuracy.ts';
export { argmaxRows } from './metrics/argmax-rows.ts';
export { calibrationError } from './metrics/calibration-error.ts';
export {
  type ClassificationReport,
  type ClassScores,
  classificationReport,
  formatClassificationReport,
  type Scores,
} from './metrics/classification-report.ts';
export type { ThresholdSpec } from './metrics/confusion-counts.ts';
export { confusionMatrix, type LabelledPredictions } from './metrics/confusion-matrix.ts';
export type { LabelledProbabilities } from './metrics/labelled-probabilities.ts';
export type { MetricName, MetricSpec, PlainMetricSpec } from './metrics/metrics.ts';
export { bestEpoch, type Monitor } from './metrics/monitor.ts';
export { type Average, precisionRecallF1 } from './metrics/precision-recall-f1.ts';
export type { MeanScore } from './metrics/score.ts';
export { topKAccuracy } from './metrics/top-k-accuracy.ts';
export type { Network } from './model/network.ts';
export type { OptimizerSpec } from './optimizer/optimizer.ts';
export type { InferenceOptions, Prediction, Probabilities } from './predict.ts';
export { loadNetwork, saveNetwork } from './saved-model/network-store.ts';
export { constantRate } from './schedules/constant-rate.ts';
export {
  type CosineDecayOptions,
  type CosineRestartsOptions,
  cosineDecay,
  cosineRestarts,
} from './schedules/cosine-decay.ts';
export { exponentialDecay } from './schedules/exponential-decay.ts';
export { oneCycle } from './schedules/one-cycle.ts';
export { polynomialDecay } from './schedules/polynomial-decay.ts';
export { type ReduceOnPlateauOptions, reduceOnPlateau } from './schedules/reduce-on-plateau.ts';
export type { Schedule, ScheduleMoment } from './schedules/schedule.ts';
export { stepDecay } from './schedules/step-decay.ts';
export { warmUp } from './schedules/warm-up.ts';
export type { TrainingMemoryEstimate, TrainingMemoryOptions } from './step/estimate-memory.ts';
export type { FittingSettings } from './step/training-memory.ts';
export { type EarlyStoppingOptions, earlyStopping } from './stop-rules/early-stopping.ts';
export { reachTarget } from './stop-rules/reach-target.ts';
export type { StopRule } from './stop-rules/stop-rule.ts';
export { timeLimit } from './stop-rules/time-limit.ts';
export { TrainError, type TrainErrorCode } from './train-error.ts';
