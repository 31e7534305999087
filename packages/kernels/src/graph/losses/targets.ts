// Where the targets and weights of a pass lie in memory: what losses with values as targets have in common.
import { KernelError } from '../../kernel-error.ts';
import { sizeOf } from '../network/graph.ts';
import type { BoundLoss, LossContext, Target } from './loss.ts';

/** What a kernel takes of consecutive rows. */
export interface RowsOfLoss {
  readonly outputs: number;
  readonly targets: number;
  /** Address of a weight for each row; 0 for ones. */
  readonly weights: number;
  readonly rows: number;
  readonly scale: number;
  /** 0 where no gradient is asked for. */
  readonly gradient: number;
  /** Address of a double, the sum. */
  readonly total: number;
}

/**
 * A loss whose targets have the output's shape. `run` adds the rows' losses, each a sum of `divisor` terms, and writes the
 * gradient of scale times the sum; their mean is what counts.
 */
export function bindValueLoss(
  name: string,
  { arena, output, rows: capacity }: LossContext,
  { divisor, run }: { readonly divisor: number; run(rows: RowsOfLoss): void },
): BoundLoss {
  const { memory } = arena;
  const rowBytes = output.size * 4;
  const targets = arena.allocate(capacity * rowBytes);
  const weights = bindWeights({ arena, rows: capacity });
  const total = arena.allocate(8);
  return {
    load(target, indices) {
      const floats = new Float32Array(memory.buffer, targets, indices.length * output.size);
      loadValues(name, { target, indices, floats });
      weights.load(target);
    },
    sum({ first, rows, scale }) {
      const sums = new Float64Array(memory.buffer, total, 1).fill(0);
      run({
        outputs: output.address + first * rowBytes,
        targets: targets + first * rowBytes,
        weights: weights.address(first),
        rows,
        scale: (scale ?? 0) / divisor,
        gradient: scale === undefined ? 0 : output.gradient + first * rowBytes,
        total,
      });
      return sums[0] / divisor;
    },
  };
}

/** Values as they are; or labels of an output of one number, such as 0 and 1 of a sigmoid. */
function loadValues(
  name: string,
  given: { readonly target: Target; readonly indices: ArrayLike<number>; readonly floats: Float32Array },
): void {
  const { target, indices, floats } = given;
  const { values, labels } = target;
  if (values?.length === floats.length) {
    floats.set(values);
    return;
  }
  if (!values && labels && floats.length === indices.length) {
    for (let row = 0; row < indices.length; row++) floats[row] = labels[indices[row]];
    return;
  }
  const received = values ? `${values.length} values` : labels ? 'class numbers' : 'neither';
  throw new KernelError(
    'INVALID_ARGUMENT',
    `${name} expects targets of the output's shape, ${floats.length} values for ${indices.length} rows; received ${received}.`,
  );
}

/** The weights of a pass' rows. */
export interface WeightMemory {
  load(target: Target): void;
  /** Address of the weight of a row; 0 where all are 1. */
  address(row: number): number;
}

export function bindWeights({ arena, rows }: Pick<LossContext, 'arena' | 'rows'>): WeightMemory {
  const start = arena.allocate(rows * 4);
  let isWeighted = false;
  return {
    load({ weights }) {
      isWeighted = weights !== undefined;
      if (weights) new Float32Array(arena.memory.buffer, start, rows).set(weights);
    },
    address: (row) => (isWeighted ? start + row * 4 : 0),
  };
}

/** The vectors along an output's last axis. */
export function vectorsOf({ output }: Pick<LossContext, 'output'>): { length: number; count: number } {
  const length = output.shape[output.shape.length - 1];
  return { length, count: sizeOf(output.shape) / length };
}
