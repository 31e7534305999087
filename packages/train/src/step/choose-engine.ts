// Whether a run trains on a compiled graph, with as many workers as there are cores, or on the tape, in one thread; and why.
import { type Arithmetic, arithmetics, type OutputLoss, requireArithmetic } from '@nn101/kernels/graph';
import { cores } from '#threads';
import { check } from '../check.ts';
import type { Table } from '../data/training-data.ts';
import type { Objectives } from '../losses/objectives.ts';
import type { Model, Obstacle, PlannedModel } from '../model/model.ts';
import { compileLosses, programTables, withColumns } from '../replica/program-inputs.ts';
import { TrainError } from '../train-error.ts';

/** A model as a program trains it, with the losses as a program knows them. */
export interface PlannedProgram extends PlannedModel {
  readonly losses: readonly OutputLoss[];
  /** The data in columns that the program reads; left out where they come batch by batch. */
  readonly train?: Table;
  readonly validation?: Table;
}

interface Run {
  readonly objectives: Objectives;
  readonly tables: { readonly train: Table | undefined; readonly validation: Table | undefined };
  readonly seed: number;
}

/**
 * The model as a plan has it, where a plan can also hold these data, losses and metrics.
 *
 * @throws TrainError `INVALID_ARGUMENT` where it cannot, and the model has no tape to train on instead
 */
export function planFor(model: Model, run: Run): PlannedProgram | Obstacle {
  const plan = programFor(model, run);
  if (!('obstacle' in plan) || model.tape) return plan;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `A network trains on its graph, which does not support ${plan.obstacle}. Train a model of tfjs-layers instead, with fit() of @nn101/train.`,
  );
}

function programFor(model: Model, { objectives, tables, seed }: Run): PlannedProgram | Obstacle {
  const plan = model.plan(seed);
  if ('obstacle' in plan) return plan;
  const compiled = compileLosses(plan.graph, objectives);
  if ('obstacle' in compiled) return compiled;
  const program = { ...plan, graph: compiled.graph, losses: compiled.losses };
  // The first batch of a source decides the types of the columns: see programForBatches.
  if (!tables.train) return program;
  const given = tables.validation ? [tables.train, tables.validation] : [tables.train];
  const [train, validation] = programTables(given);
  return { ...program, graph: withColumns(program.graph, train), train, ...(validation && { validation }) };
}

/**
 * The program for the batches of a source.
 *
 * @param tables.first decides the types of the columns; left out where no batch is trained on any more
 */
export function programForBatches(
  program: PlannedProgram,
  tables: { readonly first: Table | undefined; readonly validation: Table | undefined },
): PlannedProgram {
  const given = [tables.first, tables.validation].filter((table) => table !== undefined);
  if (given.length === 0) return program;
  const typed = programTables(given);
  const validation = tables.validation && typed[typed.length - 1];
  return { ...program, graph: withColumns(program.graph, typed[0]), ...(validation && { validation }) };
}

/** Threads that share the work. @throws TrainError `INVALID_ARGUMENT` for more than one on the tape */
export function workersFor(workers: number | 'auto', plan: PlannedProgram | Obstacle): number {
  if ('graph' in plan) return workers === 'auto' ? cores() : workers;
  if (workers === 'auto' || workers === 1) return 1;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `workers expects 1 or 'auto' for this model; received ${workers}. Work is shared among workers where a model trains on a ` +
      `compiled graph; here ${plan.obstacle} prevents it.`,
  );
}

/**
 * Checked here as well as where it is used, so that the call throws, and not the first event.
 *
 * @throws TrainError `INVALID_ARGUMENT`; KernelError where this engine has no such arithmetic
 */
export function checkArithmetic(arithmetic: Arithmetic, plan: PlannedProgram | Obstacle): void {
  check.oneOf('arithmetic', arithmetic, arithmetics);
  if (!('graph' in plan) && arithmetic === 'fused') {
    throw new TrainError(
      'INVALID_ARGUMENT',
      `arithmetic expects 'deterministic' for this model; received 'fused'. Programs have both; this model trains on the ` +
        `tape, as ${plan.obstacle} prevents a program.`,
    );
  }
  requireArithmetic(arithmetic);
}
