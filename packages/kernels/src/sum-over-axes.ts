// Sums over any set of axes, one after another along single axes: what Sum and Mean share.
import { backend_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from './heap.ts';

/** One sum, of [outer, length, inner] over the middle axis. */
export interface Pass {
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}

export interface SumOptions {
  /** float32 */
  readonly x: TensorInfo;
  /** The axes that tfjs gives, all where it gives none. */
  readonly axis: number | number[] | undefined;
  /** Whether an axis that is summed over stays, with length 1. */
  readonly keepDims: boolean | undefined;
  /** What each term is multiplied by; of the number of terms. */
  readonly scale: (terms: number) => number;
}

/** A new tensor of the sums of x over the axes; 0 where there is nothing to sum. */
export function sumOverAxes(heap: Heap, { x, axis, keepDims, scale }: SumOptions): TensorInfo {
  const ends = lastAxes(x.shape, axis);
  if (ends !== undefined && !keepDims) return sumOfRows(heap, { x, axes: ends, scale });
  const axes = util.parseAxisParam(axis ?? null!, [...x.shape]);
  const [rest, summed] = backend_util.computeOutAndReduceShapes([...x.shape], axes);
  const shape = keepDims ? backend_util.expandShapeToKeepDim(rest, axes) : rest;
  let [sums, factor] = [x, scale(util.sizeFromShape(summed))];
  const passes = passesOver(x.shape, axes);
  for (const [index, { outer, length, inner }] of passes.entries()) {
    const last = index === passes.length - 1;
    const next = heap.output(last ? shape : [outer, inner]);
    const scratch = heap.scratch(heap.kernels.sumScratchBytes(inner));
    heap.kernels.sumAxis(heap.address(sums), outer, length, inner, factor, heap.address(next), scratch);
    if (sums !== x) heap.release(sums);
    [sums, factor] = [next, 1];
  }
  return sums;
}

// How many axes are summed over, where they are the last ones, in order.
function lastAxes(shape: readonly number[], axis: SumOptions['axis']): number | undefined {
  if (axis === undefined || axis === null) return shape.length;
  if (typeof axis === 'number') return axis === shape.length - 1 || axis === -1 ? 1 : undefined;
  const first = shape.length - axis.length;
  for (let i = 0; i < axis.length; i++)
    if ((axis[i] < 0 ? axis[i] + shape.length : axis[i]) !== first + i) return undefined;
  return axis.length;
}

// A single column needs none.
const NO_SCRATCH = 0;

// One pass over neighbours, which small tensors need no more words for.
function sumOfRows(
  heap: Heap,
  { x, axes, scale }: { x: TensorInfo; axes: number; scale: SumOptions['scale'] },
): TensorInfo {
  const shape = x.shape.slice(0, x.shape.length - axes);
  const rows = util.sizeFromShape(shape);
  const terms = util.sizeFromShape(x.shape.slice(x.shape.length - axes));
  const sums = heap.output(shape);
  heap.kernels.sumAxis(heap.address(x), rows, terms, 1, scale(terms), heap.address(sums), NO_SCRATCH);
  return sums;
}

/** The sums that lead from `shape` over the axes, the last axes first; at least one, if only of one term each. */
export function passesOver(shape: readonly number[], axes: readonly number[]): Pass[] {
  const groups: { length: number; summed: boolean }[] = [];
  for (const [axis, length] of shape.entries()) {
    const summed = axes.includes(axis);
    const last = groups.at(-1);
    if (last?.summed === summed) last.length *= length;
    else groups.push({ length, summed });
  }
  const passes: Pass[] = [];
  let inner = 1;
  for (const [index, { length, summed }] of [...groups.entries()].reverse()) {
    const outer = groups.slice(0, index).reduce((product, group) => product * group.length, 1);
    if (summed) passes.push({ outer, length, inner });
    else inner *= length;
  }
  return passes.length > 0 ? passes : [{ outer: 1, length: 1, inner }];
}

const SHORT = 32;

/** Whether the sums are all over neighbours, and of so few terms that the backend's own loop is as quick. */
export function areShort(shape: readonly number[], axis: SumOptions['axis']): boolean {
  if (shape.length === 1) return shape[0] > 0 && shape[0] < SHORT;
  const count = lastAxes(shape, axis);
  if (count === undefined) return false;
  let terms = 1;
  for (let at = shape.length - count; at < shape.length; at++) terms *= shape[at];
  return terms > 0 && terms < SHORT;
}
