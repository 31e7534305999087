// Decides whether a run trains on a compiled graph, with up to as many workers as there are cores, or on the tape in one
// thread, and gives the reason.
import { type Arithmetic, arithmetics, type OutputLoss, requireArithmetic } from '@nn101/kernels/graph';
import { cores } from '#threads';
import { check } from '../check.ts';
import type { Table } from '../data/training-data.ts';
import type { Objectives } from '../losses/objectives.ts';
import type { Model, Obstacle, PlannedModel } from '../model/model.ts';
import { compileLosses, programTables, withColumns } from '../replica/program-inputs.ts';
import { TrainError } from '../train-error.ts';
import { createPlanStep } from './plan-step.ts';
import type { StepSettings, TrainingStep } from './training-step.ts';

/** A model and its losses as a program trains them. */
export interface PlannedProgram extends PlannedModel {
  readonly losses: readonly OutputLoss[];
  /** The data in columns that the program reads; undefined if it comes batch by batch. */
  readonly train?: Table;
  readonly validation?: Table;
}

interface Run {
  readonly objectives: Objectives;
  readonly tables: { readonly train: Table | undefined; readonly validation: Table | undefined };
  readonly seed: number;
}

/**
 * Returns the model as a plan, if a plan also supports the data, losses and metrics; otherwise the obstacle.
 *
 * @throws TrainError `INVALID_ARGUMENT` if it does not and the model has no tape to train on instead
 */
export function planFor(model: Model, run: Run): PlannedProgram | Obstacle {
  const plan = programFor(model, run);
  if (!('obstacle' in plan) || model.tape) return plan;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `A network trains on its graph, which does not support ${plan.obstacle}. ` +
      'Train a tfjs-layers model with fit() of @nn101/train instead.',
  );
}

function programFor(model: Model, { objectives, tables, seed }: Run): PlannedProgram | Obstacle {
  const plan = model.plan(seed);
  if ('obstacle' in plan) return plan;
  const compiled = compileLosses(plan.graph, objectives);
  if ('obstacle' in compiled) return compiled;
  const program = { ...plan, graph: compiled.graph, losses: compiled.losses };
  // The first batch of a source determines the types of the columns: see programForBatches.
  if (!tables.train) return program;
  const given = tables.validation ? [tables.train, tables.validation] : [tables.train];
  const [train, validation] = programTables(given);
  return { ...program, graph: withColumns(program.graph, train), train, ...(validation && { validation }) };
}

/**
 * Returns the program for the batches of a source.
 *
 * @param tables.first determines the types of the columns; undefined if no more batches are trained on
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

/** Returns the number of threads that share the work. @throws TrainError `INVALID_ARGUMENT` for more than one on the tape */
export function workersFor(workers: number | 'auto', plan: PlannedProgram | Obstacle): number {
  if ('graph' in plan) return workers === 'auto' ? cores() : workers;
  if (workers === 'auto' || workers === 1) return 1;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `workers expects 1 or 'auto' for this model; received ${workers}. Workers can share the work only ` +
      `of models that train on a compiled graph; here ${plan.obstacle} prevents it.`,
  );
}

/**
 * Checked here in addition to where it is used, so that the call throws and not the first event.
 *
 * @throws TrainError `INVALID_ARGUMENT`; KernelError if this engine does not support the arithmetic
 */
export function checkArithmetic(arithmetic: Arithmetic, plan: PlannedProgram | Obstacle): void {
  check.oneOf('arithmetic', arithmetic, arithmetics);
  if (!('graph' in plan) && arithmetic === 'fused') {
    throw new TrainError(
      'INVALID_ARGUMENT',
      `arithmetic expects 'deterministic' for this model; received 'fused'. Only compiled graphs support ` +
        `both; this model trains on the tape because of ${plan.obstacle}.`,
    );
  }
  requireArithmetic(arithmetic);
}

/** The step of a run, on a compiled graph if there is one, otherwise on the tape. @throws TrainError `WORKER_FAILED`; KernelError */
export async function createTrainingStep({ tape }: Model, settings: StepSettings): Promise<TrainingStep> {
  const { planned } = settings;
  if (planned) return await createPlanStep(settings, planned);
  // fit() has rejected models with neither.
  if (!tape) throw new Error('unreachable: a model without a tape always has a plan');
  return tape.createStep(settings);
}
