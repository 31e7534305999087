// Two tensors of different shapes under one operation: their axes laid out as the compiled loops read them
// (assembly/broadcast.ts has the same order).
import { broadcast_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from './heap.ts';

const FLOAT_BYTES = 4;
const AXES = 6;

/** Numbers as in assembly/broadcast.ts. */
const operations = {
  add: 0,
  maximum: 1,
  minimum: 2,
  prelu: 3,
  undefinedPower: 4,
  /** The quotient's floor, as int32. */
  floorDivide: 5,
} as const;

export type BroadcastOperation = keyof typeof operations;

export interface BroadcastOptions {
  readonly operation: BroadcastOperation;
  /** float32, both, of shapes that broadcast, with at most six axes. */
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

/** A new tensor of the shape that tfjs broadcasts the two to. @throws Error from tfjs where the shapes do not fit */
export function broadcast(heap: Heap, { operation, a, b }: BroadcastOptions): TensorInfo {
  const isSame = haveSameShape(a, b);
  const shape = isSame ? a.shape : broadcast_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
  const output = heap.output(shape, operation === 'floorDivide' ? 'int32' : 'float32');
  const from = heap.address(a);
  const by = heap.address(b);
  const to = heap.address(output);
  if (isSame) heap.kernels.pairwise(operations[operation], util.sizeFromShape(shape), from, by, to);
  else heap.kernels.broadcast(heap.record(layOut(operations[operation], shape, [a, b])), from, by, to);
  return output;
}

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
