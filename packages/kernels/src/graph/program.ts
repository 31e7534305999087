// A graph as a program: forward and backward passes over rows of data, in memory that is laid out once. A program for
// inference has neither gradients nor an optimizer's vectors.
import type { Arithmetic } from '../wasm/wasm-module.ts';
import { bindProgram, type ProgramParts, type ProgramShape, type Step } from './bind-program.ts';
import type { LossRows, Target } from './losses/loss.ts';
import { type Arena, createArena } from './memory/arena.ts';
import { layOutParameters } from './memory/parameter-layout.ts';
import {
  checkTrainingMemory,
  createTrainingMemory,
  memoryOptions,
  type TrainingMemory,
} from './memory/program-memory.ts';
import { type TrainingVectors, type VectorViews, viewVectors } from './memory/training-vectors.ts';
import { checkProgramOptions } from './network/check-graph.ts';
import type { Column } from './operations/core/input.ts';
import { areFinite, type Shard, type TrainingPass } from './operations/operation.ts';
import { penaltiesOf, penaltyLoss } from './optimizer/penalties.ts';
import { bindUpdates, type Updates } from './optimizer/update.ts';

/** Rows of a data set that stays as it is, by their indices. */
export interface InputRows {
  /** A column for each of the graph's inputs, in the nodes' order. */
  readonly columns: readonly Column[];
  /** Which rows of the columns, at most the program's `rows`. */
  readonly indices: ArrayLike<number>;
}

/** Rows, and what the outputs should be. */
export interface LabelledRows extends InputRows {
  /** A target for each of the program's losses. */
  readonly targets: readonly Target[];
}

/** Consecutive rows of a pass that belong to one lane. */
export interface LaneRows {
  readonly lane: number;
  readonly rows: number;
  /** Add to the lane's gradients that are there (true) or begin anew. */
  readonly accumulate: boolean;
}

/** Numbers that decide which units a step drops. */
export interface StepRandomness {
  /** Of the training step, counted from 0 over the whole run. */
  readonly step: number;
  /** Position of the first row within the step's batch. */
  readonly firstSample: number;
}

export interface GradientOptions extends StepRandomness {
  /** Weight of each row in the gradient; 1 / batch size for the mean. */
  readonly scale: number;
  /** Whose gradients the rows make up, in their order. All rows into the first lane by default. */
  readonly lanes?: readonly LaneRows[];
}

/** What a program finds when it looks for the first number that is NaN or infinite. */
export interface NotFinite {
  /** The layer's name. */
  readonly layer: string;
  readonly what: 'weights' | 'output';
}

/** A program that evaluates. */
export interface InferenceProgram {
  /** Most rows of a pass. */
  readonly rows: number;
  /** All parameters and states, as `layOutParameters` says. */
  readonly parameters: Float32Array;
  /** Bytes of the memory, everything in it included. */
  readonly bytes: number;
  /** The outputs of these rows, [rows, ...shape] each: views that the next call changes. */
  predict(input: InputRows): Float32Array[];
  /** The sum of each loss over these rows; the outputs can be read by `outputs`. Without dropout. */
  evaluate(rows: LabelledRows): number[];
  /** The outputs of the last pass, of so many rows: views that the next call changes. */
  outputs(rows: number): Float32Array[];
  /** What the penalties on the parameters, as they are now, add to the loss of each row. 0 where there are none. */
  penalty(): number;
}

/** A program that trains. */
export interface TrainingProgram extends InferenceProgram, VectorViews, Updates {
  /**
   * Forward and backward: each lane gets the gradient of the weighted sum of the losses, summed over its rows times
   * `scale`. @returns for each entry of `lanes` the sum of each loss
   */
  gradient(rows: LabelledRows, options: GradientOptions): number[][];
  /** The first layer with a NaN or an infinity on these rows, if there is one. */
  firstNotFinite(input: InputRows, randomness: StepRandomness): NotFinite | undefined;
}

/** A graph, the memory it works in, and the arithmetic. */
export interface TrainingProgramOptions extends ProgramShape {
  /** Where the vectors are; a memory of its own, with one lane, by default. */
  readonly memory?: TrainingMemory;
  readonly arithmetic?: Arithmetic;
}

/** @throws KernelError INVALID_ARGUMENT; UNSUPPORTED where the operations do not fit together; OUT_OF_MEMORY */
export function createTrainingProgram(options: TrainingProgramOptions): TrainingProgram {
  checkProgramOptions('createTrainingProgram', options, ['memory', ...memoryOptions]);
  const { memory: given, ...shape } = options;
  if (given !== undefined) checkTrainingMemory('memory', given);
  const { arithmetic = 'deterministic' } = options;
  const { memory, vectors } = given ?? createTrainingMemory(shape);
  const arena = createArena({ memory, arithmetic });
  const parts = bindProgram(arena, { ...shape, vectors, training: true });
  const inference = inferenceOf(arena, parts, { ...options, address: vectors.parameters });
  const views = viewVectors(memory, vectors);
  const backwards = parts.steps.toReversed();
  return {
    ...views,
    ...inference,
    ...bindUpdates(arena.kernels, vectors, { values: views.parameters, graph: options.graph }),
    gradient(rows, { lanes, ...options }) {
      const count = rows.indices.length;
      const pass = {
        ...options,
        shards: shardsOf(lanes ?? [{ lane: 0, rows: count, accumulate: false }], vectors),
      };
      load(parts, rows);
      for (const { bound } of parts.steps) bound.forward(count, pass);
      const sums = pass.shards.map((shard) => sumLosses(parts, shard, options.scale));
      for (const step of backwards) backward(arena, step, { count, pass });
      return sums;
    },
    firstNotFinite(rows, randomness) {
      for (const [i, loader] of parts.loaders.entries()) loader(rows.columns[i], rows.indices);
      const count = rows.indices.length;
      const shard = { lane: 0, rows: count, accumulate: false };
      const pass = { ...randomness, scale: 1, shards: shardsOf([shard], vectors) };
      return findNotFinite(arena, parts.steps, { count, pass });
    },
  };
}

/** What a program for inference is made of. */
export interface InferenceProgramOptions extends ProgramShape {
  readonly arithmetic?: Arithmetic;
}

/** @throws KernelError INVALID_ARGUMENT; UNSUPPORTED where the operations do not fit together; OUT_OF_MEMORY */
export function createInferenceProgram(options: InferenceProgramOptions): InferenceProgram {
  checkProgramOptions('createInferenceProgram', options, ['arithmetic']);
  const { arithmetic = 'deterministic', graph, rows } = options;
  const memory = new WebAssembly.Memory({ initial: 1 });
  const arena = createArena({ memory, arithmetic });
  const { total } = layOutParameters(graph);
  const vectors = { parameters: arena.allocate(total * 4) };
  const parts = bindProgram(arena, { ...options, vectors, training: false });
  return {
    parameters: new Float32Array(memory.buffer, vectors.parameters, total),
    ...inferenceOf(arena, parts, { graph, rows, address: vectors.parameters }),
  };
}

function inferenceOf(
  arena: Arena,
  parts: ProgramParts,
  { graph, rows, address }: Pick<ProgramShape, 'graph' | 'rows'> & { readonly address: number },
): Omit<InferenceProgram, 'parameters'> {
  const { memory, kernels } = arena;
  const penalties = penaltiesOf(graph);
  const outputs = (count: number) =>
    parts.outputs.map(({ address, size }) => new Float32Array(memory.buffer, address, count * size));
  return {
    rows,
    bytes: memory.buffer.byteLength,
    outputs,
    penalty: () => penaltyLoss(kernels, penalties, address),
    predict({ columns, indices }) {
      for (const [i, loader] of parts.loaders.entries()) loader(columns[i], indices);
      for (const { bound } of parts.steps) bound.forward(indices.length);
      return outputs(indices.length);
    },
    evaluate(labelled) {
      load(parts, labelled);
      for (const { bound } of parts.steps) bound.forward(labelled.indices.length);
      return sumLosses(parts, { first: 0, rows: labelled.indices.length });
    },
  };
}

function load({ loaders, losses }: ProgramParts, { columns, targets, indices }: LabelledRows): void {
  for (const [i, loader] of loaders.entries()) loader(columns[i], indices);
  for (const [i, { bound }] of losses.entries()) bound.load(targets[i], indices);
}

function sumLosses(
  { losses }: ProgramParts,
  { first, rows }: Pick<LossRows, 'first' | 'rows'>,
  scale?: number,
): number[] {
  return losses.map(({ bound, weight }) =>
    bound.sum({ first, rows, ...(scale !== undefined && { scale: scale * weight }) }),
  );
}

function backward(
  { kernels }: Arena,
  { bound, hasBackward, accumulates, spills }: Step,
  { count, pass }: { readonly count: number; readonly pass: TrainingPass },
): void {
  if (!hasBackward) return;
  bound.backward(count, accumulates ? accumulating(pass) : pass);
  for (const { from, to, size } of spills) kernels.add(to, from, count * size);
}

function accumulating(pass: TrainingPass): TrainingPass {
  return { ...pass, shards: pass.shards.map((shard) => ({ ...shard, accumulate: true })) };
}

/** The lanes' rows with their places: in the pass, and of their gradients in memory. */
function shardsOf(lanes: readonly LaneRows[], vectors: TrainingVectors): Shard[] {
  let next = 0;
  return lanes.map(({ lane, rows, accumulate }) => {
    const first = next;
    next += rows;
    return { first, rows, gradients: vectors.lanes[lane], accumulate };
  });
}

function findNotFinite(
  { memory }: Arena,
  steps: readonly Step[],
  { count, pass }: { readonly count: number; readonly pass: TrainingPass },
): NotFinite | undefined {
  for (const { name, bound, parameters, output } of steps) {
    const isSound = parameters.every((slot) => areFinite(memory, slot.address, slot.count));
    if (!isSound) return { layer: name, what: 'weights' };
    bound.forward(count, pass);
    const hasFiniteOutput = bound.isFinite?.(count) ?? areFinite(memory, output.address, count * output.size);
    if (!hasFiniteOutput) return { layer: name, what: 'output' };
  }
  return undefined;
}
