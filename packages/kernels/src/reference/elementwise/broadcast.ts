// The naive twin of assembly/elementwise/binary.ts: each number of the result from its own indices.
import type { BroadcastOperation } from '../../records/broadcast-layout.ts';

/** Numbers in row-major order. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

const operations: Record<BroadcastOperation, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  divide: (a, b) => a / b,
  maximum: Math.max,
  minimum: Math.min,
  floorDivide: (a, b) => Math.floor(a / b) | 0,
  prelu: (a, b) => (a < 0 ? a * b : a),
  power: (a, b) => a ** b,
  modulo: (a, b) => (a < 0 === b < 0 ? a % b : ((a % b) + b) % b),
};

/** operation(a, b) over `shape`, to which both broadcast; rounded to 32 bits. */
export function broadcast(
  shape: readonly number[],
  { operation, a, b }: { operation: BroadcastOperation; a: Numbers; b: Numbers },
): Float32Array {
  const count = shape.reduce((product, length) => product * length, 1);
  return Float32Array.from({ length: count }, (_, place) => {
    const index = indexOf(place, shape);
    return operations[operation](at(a, index), at(b, index));
  });
}

function indexOf(place: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  for (const length of shape.toReversed()) {
    index.unshift(place % length);
    place = Math.floor(place / length);
  }
  return index;
}

// Axes that a tensor lacks, or along which it has one number, do not count.
function at({ shape, values }: Numbers, index: readonly number[]): number {
  const own = index.slice(index.length - shape.length);
  const place = shape.reduce((sum, length, axis) => sum * length + (length === 1 ? 0 : own[axis]), 0);
  return values[place];
}
