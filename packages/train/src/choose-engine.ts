// Whether a run trains on a compiled graph, with as many workers as there are cores, or on the tape, in one thread; and why.
import { type Arithmetic, arithmetics, requireArithmetic } from '@nn101/kernels/graph';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { cores } from '#cores';
import { check } from './check.ts';
import { labelledBytesOf } from './data/read-table.ts';
import type { Table } from './data/training-data.ts';
import { type PlannedModel, planOf } from './model/plan-model.ts';
import type { Obstacle } from './model/read-model.ts';
import type { Objectives } from './objectives.ts';
import { TrainError } from './train-error.ts';

/** The model as a plan has it, where a plan can also hold these data and losses. */
export function planFor(
  model: LayersModel,
  {
    objectives,
    tables,
    seed,
  }: { objectives: Objectives; tables: readonly (Table | undefined)[]; seed: number },
): PlannedModel | Obstacle {
  const plan = planOf(model, seed);
  const obstacle = 'obstacle' in plan ? undefined : dataObstacle(objectives, tables);
  return obstacle === undefined ? plan : { obstacle };
}

/** What of these data and losses is beyond a plan. */
export function dataObstacle(
  { outputs, metrics }: Objectives,
  [train, validation]: readonly (Table | undefined)[],
): string | undefined {
  const [{ loss }] = outputs;
  const isCrossEntropy = typeof loss !== 'function' && loss.kind.endsWith('ategoricalCrossentropy');
  if (!isCrossEntropy) return `the loss ${typeof loss === 'function' ? 'function' : loss.kind}`;
  const others = metrics.find(({ metric }) => metricKind(metric) !== 'categoricalAccuracy');
  if (others) return `the metric "${others.name}"`;
  if (!train) return 'the source of batches';
  const isPlain = [train, ...(validation ? [validation] : [])].every((table) => labelledBytesOf(table));
  return isPlain
    ? undefined
    : 'the kind of the data, which are not bytes of images with class numbers up to 255';
}

function metricKind(metric: Objectives['metrics'][number]['metric']): string {
  return typeof metric === 'object' ? metric.kind : 'function';
}

/** Threads that share the work. @throws TrainError `INVALID_ARGUMENT` for more than one on the tape */
export function workersFor(workers: number | 'auto', plan: PlannedModel | Obstacle): number {
  if ('graph' in plan) return workers === 'auto' ? cores() : workers;
  if (workers === 'auto' || workers === 1) return 1;
  throw new TrainError(
    'INVALID_ARGUMENT',
    `workers expects 1 or 'auto' for this model; received ${workers}. Work can be shared among workers for ` +
      `models of dense, convolution, max pooling, dropout and flatten layers that end in softmax; here ${plan.obstacle} prevents it.`,
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
