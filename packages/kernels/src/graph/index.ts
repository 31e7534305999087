// @nn101/kernels/graph: training without tfjs. A network as plain data (graph.ts), compiled into a program (program.ts) that
// a worker can run. What operations there are: operations/index.ts; losses: losses/index.ts.
export { KernelError, type KernelErrorCode } from '../kernel-error.ts';
export { threefry2x32, type Words } from '../random-numbers/threefry.ts';
export { type Arithmetic, arithmetics, requireArithmetic } from '../wasm/wasm-module.ts';
export type { ProgramShape } from './bind-program.ts';
export type { Target } from './losses/loss.ts';
export type * from './losses/specs.ts';
export { layOutParameters, type ParameterLayout, type Range } from './memory/parameter-layout.ts';
export {
  createTrainingMemory,
  type TrainingBytes,
  type TrainingMemory,
  type TrainingMemoryOptions,
  trainingBytes,
} from './memory/program-memory.ts';
export { momentumOfStep } from './memory/states.ts';
export {
  type TrainingVectors,
  type VectorOptions,
  type VectorViews,
  viewVectors,
} from './memory/training-vectors.ts';
export {
  createGraphBuilder,
  type GraphBuilder,
  type NodeOptions,
  type ParameterRules,
} from './network/build-graph.ts';
export type { OutputLoss } from './network/fuse.ts';
export {
  type Graph,
  type GraphNode,
  type Parameter,
  type Shape,
  type State,
  sizeOf,
} from './network/graph.ts';
export { inferShapes, mixesRows, type NodeShapes, nodeShapes, sharesParameters } from './network/shapes.ts';
export type { Column, ColumnType } from './operations/core/input.ts';
export type { ElementwiseActivation, ParametricActivation } from './operations/fused-activation.ts';
export type { Edges } from './operations/reshaping/zero-padding2d.ts';
export type * from './operations/specs.ts';
export type { Padding, Pair } from './operations/window.ts';
export type {
  Constraint,
  MaxNormConstraint,
  MinMaxNormConstraint,
  NonNegativeConstraint,
  UnitNormConstraint,
} from './optimizer/constraints.ts';
export {
  BLOCK,
  createFlatOptimizer,
  type FlatOptimizer,
  type LaneGroups,
  type LaneRange,
  type OptimizerStep,
  type UpdateOptions,
  type Updates,
} from './optimizer/update.ts';
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
