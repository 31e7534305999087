// @nn101/kernels: what tfjs-backend-wasm lacks for training. Start with register.ts; the arithmetic is in assembly/.
export { KernelError, type KernelErrorCode } from './kernel-error.ts';
export {
  type Conv2DSpec,
  type DenseSpec,
  type DropoutSpec,
  type FlattenSpec,
  type LayerShapes,
  type LayerSpec,
  layerShapes,
  type MaxPool2DSpec,
  type PlanActivation,
} from './plan/layer-spec.ts';
export type { StepRandomness } from './plan/plan-layer.ts';
export type { Samples, Totals } from './plan/samples.ts';
export {
  type AdamOptions,
  createTrainingPlan,
  type GradientOptions,
  type TrainingPlan,
  type TrainingPlanOptions,
} from './plan/training-plan.ts';
export { type RandomUniformOptions, randomUniform } from './random-uniform.ts';
export { type RegisterOptions, type Registration, registerTrainingKernels } from './register.ts';
export { threefry2x32, type Words } from './threefry.ts';
export type { Arithmetic } from './wasm-module.ts';
