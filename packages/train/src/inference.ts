// Forward passes over data in their order, without training: by a program compiled from the model's graph if possible,
// otherwise on the tape.
import {
  createInferenceProgram,
  type Graph,
  type InferenceProgram,
  type ProgramShape,
} from '@nn101/kernels/graph';
import { consecutiveRows } from './data/shuffled-rows.ts';
import type { InputTable, Table } from './data/training-data.ts';
import { throwIfAborted, yieldToEventLoop } from './event-loop.ts';
import type { Objectives } from './losses/objectives.ts';
import type { FlatWeights, Model, Obstacle, OutputValues, PlannedModel } from './model/model.ts';
import { compileLosses, programTables, withColumns } from './replica/program-inputs.ts';
import { createRowPreparation } from './replica/program-rows.ts';
import { scoreOnProgram } from './replica/program-score.ts';
import { evaluationRows } from './step/lanes.ts';
import type { ScoredPart } from './step/training-step.ts';
import { TrainError } from './train-error.ts';

/** Work on rows of a table, done in passes. */
export interface RowWork<Result> {
  /** Maximum number of rows in one pass; unlimited by default. */
  readonly rows?: number;
  /** @throws KernelError `OUT_OF_MEMORY` */
  run(rows: Uint32Array): Result;
}

/** Computes the model's outputs for rows of this table, with dropout off. @throws KernelError `OUT_OF_MEMORY` */
export function createPredictor(model: Model, given: InputTable): RowWork<OutputValues[]> {
  const plan = model.plan();
  if ('obstacle' in plan) return { run: (rows) => tapeOf(model, plan.obstacle).predict(rows, given) };
  const [table] = programTables([given]);
  const program = programOf(model, plan, { graph: withColumns(plan.graph, table), samples: table.samples });
  const columns = table.inputs.map(({ values }) => values);
  return {
    rows: program.rows,
    run: (rows) =>
      program.predict({ columns, indices: rows }).map((values, i) => ({
        values: values.slice(),
        shape: [rows.length, ...model.outputs[i].shape.map((length) => length ?? 1)],
      })),
  };
}

/** Computes scores of rows of this table, with dropout off. @throws KernelError `OUT_OF_MEMORY` */
export function createScorer(model: Model, given: Table, objectives: Objectives): RowWork<ScoredPart> {
  const plan = model.plan();
  const onTape = ({ obstacle }: Obstacle): RowWork<ScoredPart> => ({
    run: (rows) => tapeOf(model, obstacle).score({ table: given, rows, objectives }),
  });
  if ('obstacle' in plan) return onTape(plan);
  const compiled = compileLosses(plan.graph, objectives);
  if ('obstacle' in compiled) return onTape(compiled);
  const [table] = programTables([given]);
  const { graph, losses } = compiled;
  const program = programOf(model, plan, {
    graph: withColumns(graph, table),
    losses,
    samples: table.samples,
  });
  const prepare = createRowPreparation(table, { outputs: objectives.outputs, seed: 0, labelSmoothing: 0 });
  return {
    rows: program.rows,
    run: (rows) =>
      scoreOnProgram(program, prepare({ rows, start: 0, end: rows.length, step: 0 }), objectives),
  };
}

/** Returns the model's outputs for these rows. @throws as `createPredictor` */
export function predictRows(model: Model, table: InputTable, rows: Uint32Array): OutputValues[] {
  return createPredictor(model, { ...table, samples: rows.length }).run(rows);
}

function tapeOf({ tape }: Model, obstacle: string): NonNullable<Model['tape']> {
  if (tape) return tape;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `A network is computed by its graph, which does not support ${obstacle}. ` +
      'Use a tfjs-layers model with @nn101/train instead.',
  );
}

/** Up to this many samples, allocating a program and copying the weights takes longer than the pass itself. */
const fewRows = 4;

/** A small program of a model, with the layers and weights that it was made from. */
interface KeptProgram {
  readonly program: InferenceProgram;
  readonly graph: Graph;
  /** The graph and the losses as text. */
  readonly key: string;
  versions: readonly object[] | undefined;
}

const keptPrograms = new WeakMap<object, KeptProgram>();

type ProgramWork = Pick<ProgramShape, 'graph' | 'losses'> & { readonly samples: number };

// A program for a few samples is kept as long as the model. Its memory is that of the weights and of the activations of a
// few rows. With no more than `fewRows` samples each use is a single pass, which nothing can interrupt.
function programOf(model: Model, plan: PlannedModel, { samples, ...shape }: ProgramWork): InferenceProgram {
  if (samples > fewRows) return newProgram(plan, { ...shape, rows: evaluationRows });
  const versions = plan.weights.versions?.();
  const kept = keptPrograms.get(model.source);
  if (!kept || !isProgramOf(kept, shape)) {
    const program = newProgram(plan, { ...shape, rows: fewRows });
    keptPrograms.set(model.source, { program, graph: shape.graph, key: JSON.stringify(shape), versions });
    return program;
  }
  if (!versions || kept.versions?.some((id, i) => id !== versions[i])) {
    setWeights(kept.program, plan.weights.read());
    kept.versions = versions;
  }
  return kept.program;
}

// A network may create a new, equal graph at each call, and losses create a graph of their own.
function isProgramOf({ graph, key }: KeptProgram, shape: Omit<ProgramWork, 'samples'>): boolean {
  return graph === shape.graph || key === JSON.stringify(shape);
}

function newProgram(plan: PlannedModel, shape: ProgramShape): InferenceProgram {
  const program = createInferenceProgram(shape);
  setWeights(program, plan.weights.read());
  return program;
}

function setWeights({ parameters }: InferenceProgram, { trained, states, frozen }: FlatWeights): void {
  parameters.set(trained);
  parameters.set(states, trained.length);
  parameters.set(frozen, trained.length + states.length);
}

export interface PassOptions {
  /** Samples per pass. */
  readonly batchSize: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly images: number; readonly of: number }) => void;
}

/** Runs the work over all samples in order, one pass at a time. @throws TrainError `ABORTED` */
export async function* passes<Result>(
  { rows: maxRows = Number.POSITIVE_INFINITY, run }: RowWork<Result>,
  count: number,
  { batchSize, signal, onProgress }: PassOptions,
): AsyncGenerator<Result, void> {
  const size = Math.min(batchSize, maxRows);
  for (let start = 0; start < count; start += size) {
    throwIfAborted(signal);
    const end = Math.min(start + size, count);
    yield run(consecutiveRows(start, end));
    onProgress?.({ images: end, of: count });
    if (end < count) await yieldToEventLoop();
  }
}
