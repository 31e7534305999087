// The record of two tensors whose shapes broadcast, in the order in which assembly/elementwise/binary.ts reads it. Callers:
// broadcast.ts for tensors of tfjs, merge/broadcasting.ts for the values of a network.

const FLOAT_BYTES = 4;
const AXES = 6;

/** The codes of assembly/elementwise/binary.ts. */
export const broadcastOperations = {
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

export type BroadcastOperation = keyof typeof broadcastOperations;

/**
 * What the loops read: the operation, then of each of six axes the length and the bytes that a step along it leads on in a
 * and in b, none where the tensor is broadcast. The last axis is as long as can be: neighbours along which both tensors go
 * straight on, or both stand still, are one.
 */
export function layOut(
  operation: number,
  shape: readonly number[],
  [a, b]: readonly { readonly shape: readonly number[] }[],
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
