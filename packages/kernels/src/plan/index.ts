// @nn101/kernels/plan: training without tfjs. A sequential network as data, compiled into a plan that a worker can run.
// Start with training-plan.ts; the layers are plain records, layer-spec.ts.
export { KernelError, type KernelErrorCode } from '../kernel-error.ts';
export { threefry2x32, type Words } from '../threefry.ts';
export type { Arithmetic } from '../wasm-module.ts';
export { createFlatOptimizer, type FlatOptimizer } from './flat-optimizer.ts';
export {
  type Conv2DSpec,
  type DenseSpec,
  type DropoutSpec,
  type FlattenSpec,
  type LayerShapes,
  type LayerSpec,
  layerShapes,
  type MaxPool2DSpec,
  type Padding,
  type Pair,
  type PlanActivation,
} from './layer-spec.ts';
export type { LanePart, StepRandomness } from './plan-layer.ts';
export type { PlanShape } from './plan-layout.ts';
export type { Evaluation, Samples, Totals } from './samples.ts';
export {
  createTrainingMemory,
  type TrainingBytes,
  type TrainingMemory,
  type TrainingMemoryOptions,
  trainingBytes,
} from './training-memory.ts';
export {
  createTrainingPlan,
  type GradientOptions,
  type NotFinite,
  type TrainingPlan,
  type TrainingPlanOptions,
} from './training-plan.ts';
export {
  type TrainingVectors,
  type VectorOptions,
  type VectorViews,
  viewVectors,
} from './training-vectors.ts';
export {
  BLOCK,
  type LaneRun,
  type OptimizerStep,
  type Run,
  type UpdateOptions,
  type Updates,
} from './update.ts';
