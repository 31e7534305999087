// Two tensors of different shapes under one operation: their axes laid out as the compiled loops read them
// (assembly/broadcast.ts has the same order).
import { broadcast_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from './heap.ts';
import { remembered } from './remembered.ts';

const FLOAT_BYTES = 4;
const AXES = 6;

/** Numbers as in assembly/pair-operations.ts. */
const operations = {
  add: 0,
  subtract: 1,
  multiply: 2,
  divide: 3,
  maximum: 4,
  minimum: 5,
  prelu: 6,
  power: 7,
  /** The quotient's floor, as int32. */
  floorDivide: 8,
  modulo: 9,
} as const;

export type BroadcastOperation = keyof typeof operations;

/**
 * A function of two float32 tensors of shapes that broadcast, with at most six axes: gives a new tensor of the shape that
 * tfjs broadcasts the two to. It throws tfjs' error where the shapes do not fit.
 */
export function broadcasting(
  operation: BroadcastOperation,
): (heap: Heap, a: TensorInfo, b: TensorInfo) => TensorInfo {
  const code = operations[operation];
  const dtype = operation === 'floorDivide' ? 'int32' : 'float32';
  return (heap, a, b) => {
    if (haveSameShape(a, b)) {
      const output = heap.output(a.shape, dtype);
      const size = util.sizeFromShape(a.shape);
      heap.kernels.pairwise(code, size, heap.address(a), heap.address(b), heap.address(output));
      return output;
    }
    const { shape, layout } = layoutOf({ code, a, b });
    const output = heap.output(shape, dtype);
    const [record, scratch] = [heap.record(layout), heap.scratch(heap.kernels.broadcastScratchBytes())];
    heap.kernels.broadcast(record, heap.address(a), heap.address(b), heap.address(output), scratch);
    return output;
  };
}

const layoutOf = remembered(
  ({ code, a, b }: { code: number; a: TensorInfo; b: TensorInfo }) => [code, a.shape, b.shape],
  ({ code, a, b }) => {
    const shape = broadcast_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
    return { shape, layout: layOut(code, shape, [a, b]) };
  },
);

function haveSameShape(a: TensorInfo, b: TensorInfo): boolean {
  if (a.shape.length !== b.shape.length) return false;
  for (let axis = 0; axis < a.shape.length; axis++) if (a.shape[axis] !== b.shape[axis]) return false;
  return true;
}

/**
 * What the loops read: the operation, then of each of six axes the length and the bytes that a step along it leads on in a
 * and in b, none where the tensor is broadcast. The last axis is as long as can be: neighbours along which both tensors go
 * straight on, or both stand still, are one.
 */
export function layOut(
  operation: number,
  shape: readonly number[],
  [a, b]: readonly Pick<TensorInfo, 'shape'>[],
): number[] {
  const record = [operation];
  for (let axis = 0; axis < AXES; axis++) record.push(1, 0, 0);
  let at = record.length;
  let [aBytes, bBytes] = [FLOAT_BYTES, FLOAT_BYTES];
  for (let back = 1; back <= shape.length; back++) {
    const length = shape[shape.length - back];
    if (length === 1) continue;
    const aIsWide = (a.shape[a.shape.length - back] ?? 1) !== 1;
    const bIsWide = (b.shape[b.shape.length - back] ?? 1) !== 1;
    const [aStep, bStep] = [aIsWide ? aBytes : 0, bIsWide ? bBytes : 0];
    const [inner, aInner, bInner] = [record[at], record[at + 1], record[at + 2]];
    if (aStep === aInner * inner && bStep === bInner * inner) record[at] *= length;
    else {
      at -= 3;
      [record[at], record[at + 1], record[at + 2]] = [length, aStep, bStep];
    }
    if (aIsWide) aBytes *= length;
    if (bIsWide) bBytes *= length;
  }
  return record;
}
