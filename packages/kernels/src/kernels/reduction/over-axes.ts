// Reductions over any set of axes, one after another along single axes: what Sum, Mean, Max, Min, Prod, All and Any share.
import { backend_util, type DataType, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';

/** One reduction, of [outer, length, inner] over the middle axis. */
export interface Pass {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

/** What tfjs gives to a reduction. */
export interface ReductionAttributes {
  /** All where there is none. */
  readonly axis?: number | number[];
  /** What Max has instead of `axis`. */
  readonly reductionIndices?: number | number[];
  /** Whether an axis that is reduced stays, with length 1. */
  readonly keepDims?: boolean;
}

export interface Reduction extends ReductionAttributes {
  readonly x: TensorInfo;
  /** Of the result and all between; x's by default. */
  readonly dtype?: DataType;
}

/**
 * The one pass over neighbours that reduces the last axes, which small tensors need no more words for; undefined where
 * it is others, or where they stay.
 */
export function passOverRows(
  { shape }: TensorInfo,
  { axis, reductionIndices, keepDims }: ReductionAttributes,
): { readonly shape: number[]; readonly rows: number; readonly length: number } | undefined {
  const count = keepDims ? undefined : lastAxes(shape, reductionIndices ?? axis);
  if (count === undefined) return undefined;
  const kept = shape.length - count;
  let [rows, length] = [1, 1];
  for (let at = 0; at < kept; at++) rows *= shape[at];
  for (let at = kept; at < shape.length; at++) length *= shape[at];
  return { shape: shape.slice(0, kept), rows, length };
}

// How many axes are reduced, where they are the last ones, in order.
function lastAxes(shape: readonly number[], axis: ReductionAttributes['axis']): number | undefined {
  if (axis === undefined || axis === null) return shape.length;
  if (typeof axis === 'number') return axis === shape.length - 1 || axis === -1 ? 1 : undefined;
  const first = shape.length - axis.length;
  for (let i = 0; i < axis.length; i++)
    if ((axis[i] < 0 ? axis[i] + shape.length : axis[i]) !== first + i) return undefined;
  return axis.length;
}

/** A new tensor of x reduced over the axes. `reduce` writes what one pass over `from` gives into `to`. */
export function reduceOverAxes(
  heap: Heap,
  { x, axis, reductionIndices, keepDims, dtype = x.dtype }: Reduction,
  reduce: (from: TensorInfo, pass: Pass, to: TensorInfo) => void,
): TensorInfo {
  const axes = util.parseAxisParam(reductionIndices ?? axis ?? null!, [...x.shape]);
  const [rest] = backend_util.computeOutAndReduceShapes([...x.shape], axes);
  const shape = keepDims ? backend_util.expandShapeToKeepDim(rest, axes) : rest;
  let result = x;
  const passes = passesOver(x.shape, axes);
  for (const [index, pass] of passes.entries()) {
    const isLast = index === passes.length - 1;
    const next = heap.output(isLast ? shape : [pass.outer, pass.inner], dtype);
    reduce(result, pass, next);
    if (result !== x) heap.release(result);
    result = next;
  }
  return result;
}

/** The passes that lead from `shape` over the axes, the last axes first; at least one, if only of one term each. */
export function passesOver(shape: readonly number[], axes: readonly number[]): Pass[] {
  const groups: { length: number; reduced: boolean }[] = [];
  for (const [axis, length] of shape.entries()) {
    const reduced = axes.includes(axis);
    const last = groups.at(-1);
    if (last?.reduced === reduced) last.length *= length;
    else groups.push({ length, reduced });
  }
  const passes: Pass[] = [];
  let inner = 1;
  for (const [index, { length, reduced }] of [...groups.entries()].reverse()) {
    const outer = groups.slice(0, index).reduce((product, group) => product * group.length, 1);
    if (reduced) passes.push({ outer, length, inner });
    else inner *= length;
  }
  return passes.length > 0 ? passes : [{ outer: 1, length: 1, inner }];
}
