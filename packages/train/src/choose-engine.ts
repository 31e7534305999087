// Whether a run trains on a compiled graph, with as many workers as there are cores, or on the tape, in one thread; and why.
import {
  type Arithmetic,
  arithmetics,
  type ColumnType,
  type Graph,
  requireArithmetic,
} from '@nn101/kernels/graph';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { cores } from '#cores';
import { check } from './check.ts';
import type { Table, TableColumn } from './data/training-data.ts';
import { type PlannedModel, planOf } from './model/plan-model.ts';
import type { Obstacle } from './model/read-model.ts';
import type { Objectives } from './objectives.ts';
import { programLosses } from './replica/program-rows.ts';
import { TrainError } from './train-error.ts';

/** The model as a plan has it, where a plan can also hold these data, losses and metrics. */
export function planFor(
  model: LayersModel,
  {
    objectives,
    tables,
    seed,
  }: { objectives: Objectives; tables: readonly (Table | undefined)[]; seed: number },
): PlannedModel | Obstacle {
  const plan = planOf(model, seed);
  if ('obstacle' in plan) return plan;
  const obstacle = objectiveObstacle(objectives) ?? dataObstacle(tables);
  if (obstacle !== undefined) return { obstacle };
  const [train] = tables;
  return train ? { ...plan, graph: withColumns(plan.graph, train) } : plan;
}

function objectiveObstacle({ outputs, metrics }: Objectives): string | undefined {
  const loss = outputs.find((output) => !programLosses([output]))?.loss;
  if (loss)
    return typeof loss === 'function' ? 'a loss that is a function' : `the loss ${loss.kind} of logits`;
  const own = metrics.find(({ metric }) => typeof metric === 'function');
  return own && `the metric "${own.name}", which is a function`;
}

function dataObstacle([train, validation]: readonly (Table | undefined)[]): string | undefined {
  if (!train) return 'a source of batches';
  const tables = validation ? [train, validation] : [train];
  const scaled = tables.some(({ inputs }) =>
    inputs.some((column) => column.scale !== 1 && !isScaledBytes(column)),
  );
  if (scaled) return 'the scale of an input';
  const isAlike = tables.every(({ inputs }) =>
    inputs.every((column, i) => isScaledBytes(column) === isScaledBytes(train.inputs[i])),
  );
  return isAlike ? undefined : 'a validation of other types than the training data';
}

function isScaledBytes({ values, scale }: TableColumn): boolean {
  return values instanceof Uint8Array && scale === 1 / 255;
}

/** The graph with inputs of the types that the columns have. */
function withColumns(graph: Graph, { inputs }: Table): Graph {
  let next = 0;
  const nodes = graph.nodes.map((node) => {
    if (node.operation.kind !== 'input') return node;
    const column = inputs[next++];
    const { shape } = node.operation;
    return { ...node, operation: { kind: 'input' as const, shape, ...columnType(column) } };
  });
  return { ...graph, nodes };
}

function columnType(column: TableColumn): { type: ColumnType; scaled?: true } {
  if (isScaledBytes(column)) return { type: 'uint8', scaled: true };
  const { values } = column;
  return {
    type: values instanceof Uint8Array ? 'uint8' : values instanceof Int32Array ? 'int32' : 'float32',
  };
}

/** Whether images with class numbers can be scored by a program of theirs. */
export function isClassifier({ outputs, metrics }: Objectives): boolean {
  const [{ loss }] = outputs;
  const isCrossEntropy = typeof loss !== 'function' && loss.kind.endsWith('ategoricalCrossentropy');
  const onlyAccuracy = metrics.every(
    ({ metric }) => typeof metric === 'object' && metric.kind === 'categoricalAccuracy',
  );
  return isCrossEntropy && !('fromLogits' in loss && loss.fromLogits) && outputs.length === 1 && onlyAccuracy;
}

/** Threads that share the work. @throws TrainError `INVALID_ARGUMENT` for more than one on the tape */
export function workersFor(workers: number | 'auto', plan: PlannedModel | Obstacle): number {
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
export function checkArithmetic(arithmetic: Arithmetic, plan: PlannedModel | Obstacle): void {
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
