// What more cores give, from parts that are measured on one and two: docs/cores.md explains the model and its assumptions.
import type { FixedCostRow } from '../record/benchmark-record.ts';

/** The measured parts. Microseconds. */
export interface Parts {
  /** The step of a tiny network with one worker: JavaScript, and calls with nothing to do. */
  readonly fixed: number;
  /** Waking this many workers and hearing from all of them, once. */
  wakeUp(workers: number): number;
  /** Adding a number of a lane to that of another; a worker alone. */
  readonly sum: number;
  /** Adam's update of a parameter; a worker alone. */
  readonly update: number;
  /** How much more of the two above two workers get done than one: 2 where memory keeps up. */
  readonly memoryGain: number;
}

/** One network with one worker. */
export interface OneWorker {
  readonly microseconds: number;
  readonly parameters: number;
  readonly lanes: number;
}

/** Groups of lanes, whose sums one worker can make by itself: lanes.ts of @nn101/train. */
const groups = 4;
/** A worker is woken for the gradient, and again for the update. */
const wakeUpsAStep = 2;

/** The parts of a record. */
export function partsOf(rows: readonly FixedCostRow[]): Parts {
  const best = (part: FixedCostRow['part'], workers: number) =>
    rows.find((row) => row.part === part && row.workers === workers)?.microseconds.best ?? Number.NaN;
  const each = (part: 'sum' | 'update', workers: number) =>
    best(part, workers) / (rows.find((row) => row.part === part)?.parameters ?? Number.NaN);
  const together = (workers: number) => each('sum', workers) + each('update', workers);
  return {
    fixed: best('step', 1),
    wakeUp: (workers) => (workers === 1 ? 0 : best('wakeUp', workers)),
    sum: each('sum', 1),
    update: each('update', 1),
    memoryGain: (2 * together(1)) / together(2),
  };
}

/** Microseconds of a step. `memory`: whether memory serves each worker as the first, or all no more than it serves two. */
export function predictStep(
  one: OneWorker,
  parts: Parts,
  { workers, memory }: { readonly workers: number; readonly memory: 'growing' | 'as for two' },
): number {
  const { lanes, parameters } = one;
  const vectorsWork = (count: number) => {
    const sums = count > groups ? lanes - 1 : groups - 1;
    const gain = count === 1 ? 1 : memory === 'growing' ? (count * parts.memoryGain) / 2 : parts.memoryGain;
    return (parameters * (sums * parts.sum + parts.update)) / gain;
  };
  const arithmetic = one.microseconds - parts.fixed - vectorsWork(1);
  const share = Math.ceil(lanes / workers) / lanes;
  return share * arithmetic + parts.fixed + vectorsWork(workers) + wakeUpsAStep * parts.wakeUp(workers);
}
