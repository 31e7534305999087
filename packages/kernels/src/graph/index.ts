// @nn101/kernels/graph: training without tfjs. A network as plain data (graph.ts), compiled into a program (program.ts) that
// a worker can run. What operations there are: operations/index.ts; losses: losses/index.ts.
export { KernelError, type KernelErrorCode } from '../kernel-error.ts';
export { threefry2x32, type Words } from '../threefry.ts';
export { type Arithmetic, arithmetics, requireArithmetic } from '../wasm-module.ts';
export type { ElementwiseActivation, ParametricActivation } from './activation.ts';
export type { ProgramShape } from './bind-program.ts';
export {
  createGraphBuilder,
  type GraphBuilder,
  type NodeOptions,
  type ParameterRules,
} from './build-graph.ts';
export type {
  Constraint,
  MaxNormConstraint,
  MinMaxNormConstraint,
  NonNegativeConstraint,
  UnitNormConstraint,
} from './constraints.ts';
export { createFlatOptimizer, type FlatOptimizer } from './flat-optimizer.ts';
export type { OutputLoss } from './fuse.ts';
export {
  type Graph,
  type GraphNode,
  type Parameter,
  type Shape,
  type State,
  sizeOf,
} from './graph.ts';
export type { Target } from './losses/loss.ts';
export type * from './losses/specs.ts';
export type { Column, ColumnType } from './operations/input.ts';
export type * from './operations/specs.ts';
export type { Edges } from './operations/zero-padding2d.ts';
export { layOutParameters, type ParameterLayout, type Range } from './parameter-layout.ts';
export {
  createInferenceProgram,
  createTrainingProgram,
  type GradientOptions,
  type InferenceProgram,
  type InferenceProgramOptions,
  type InputRows,
  type LabelledRows,
  type LaneRows,
  type NotFinite,
  type StepRandomness,
  type TrainingProgram,
  type TrainingProgramOptions,
} from './program.ts';
export {
  createTrainingMemory,
  type TrainingBytes,
  type TrainingMemory,
  type TrainingMemoryOptions,
  trainingBytes,
} from './program-memory.ts';
export { inferShapes, mixesRows, type NodeShapes, nodeShapes, sharesParameters } from './shapes.ts';
export { momentumOfStep } from './states.ts';
export {
  type TrainingVectors,
  type VectorOptions,
  type VectorViews,
  viewVectors,
} from './training-vectors.ts';
export {
  BLOCK,
  type LaneGroups,
  type LaneRange,
  type OptimizerStep,
  type UpdateOptions,
  type Updates,
} from './update.ts';
export type { Padding, Pair } from './window.ts';
