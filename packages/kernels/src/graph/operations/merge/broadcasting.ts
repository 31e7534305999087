// What operations over several values have in common where the values' shapes differ. As in tfjs-layers, shapes without the
// batch are aligned at their last axes, and an axis that is missing or has the length 1 is repeated.

import { KernelError } from '../../../kernel-error.ts';
import { type BroadcastOperation, broadcastOperations, layOut } from '../../../records/broadcast-layout.ts';
import type { Arena } from '../../memory/arena.ts';
import { type Shape, sizeOf } from '../../network/graph.ts';
import type { Value } from '../operation.ts';

/** The shape to which all of these broadcast. @throws KernelError UNSUPPORTED where they do not, or where there is only one */
export function broadcastShape(kind: string, shapes: readonly Shape[]): Shape {
  if (shapes.length < 2) {
    throw new KernelError('UNSUPPORTED', `${kind} expects two inputs or more, received ${shapes.length}.`);
  }
  return shapes.reduce((a, b) => {
    const [long, short] = a.length < b.length ? [b, a] : [a, b];
    const missing = long.length - short.length;
    return long.map((length, axis) => {
      const other = axis < missing ? 1 : short[axis - missing];
      if (length === other || other === 1) return length;
      if (length === 1) return other;
      throw new KernelError(
        'UNSUPPORTED',
        `${kind} expects inputs whose axes have one length, or 1; received [batch, ${a.join(', ')}] and [batch, ${b.join(', ')}].`,
      );
    });
  });
}

export function isSameShape(a: Shape, b: Shape): boolean {
  return a.join() === b.join();
}

/**
 * Pieces of the scratch memory, one behind the other; their addresses can be asked for once the program is bound. What
 * bindPair needs lies at the start: who calls it while other pieces are in use leaves the first to it.
 */
export function scratchPieces(arena: Arena, sizes: readonly number[]): () => number[] {
  const aligned = sizes.map((bytes) => Math.ceil(bytes / 64) * 64);
  arena.reserveScratch(aligned.reduce((sum, bytes) => sum + bytes, 0));
  return () => {
    let next = arena.scratch();
    return aligned.map((bytes) => {
      next += bytes;
      return next - bytes;
    });
  };
}

/** Addresses of [rows, ...shape] floats. */
export interface PairOfRows {
  readonly a: number;
  readonly b: number;
  /** May be `a` where a has the output's shape. */
  readonly to: number;
  readonly rows: number;
}

/** to = a operation b, over rows of these shapes, of which at least one is the output's. */
export function bindPair(
  arena: Arena,
  operation: BroadcastOperation,
  { a, b, output }: { readonly a: Shape; readonly b: Shape; readonly output: Shape },
): (rows: PairOfRows) => void {
  const { kernels } = arena;
  const code = broadcastOperations[operation];
  const size = sizeOf(output);
  if (isSameShape(a, b))
    return ({ rows, ...at }) => kernels.binaryElementwise(code, rows * size, at.a, at.b, at.to);
  const rank = output.length;
  const withBatch = (shape: Shape, rows: number) => [rows, ...Array(rank - shape.length).fill(1), ...shape];
  const layoutOf = (rows: number) =>
    layOut(code, [rows, ...output], [{ shape: withBatch(a, rows) }, { shape: withBatch(b, rows) }]);
  let laidOut = 2;
  const record = arena.record(layoutOf(laidOut));
  const scratch = scratchPieces(arena, [kernels.broadcastScratchBytes()]);
  return ({ rows, ...at }) => {
    if (rows !== laidOut) {
      const layout = layoutOf(rows);
      new Int32Array(arena.memory.buffer, record, layout.length).set(layout);
      laidOut = rows;
    }
    kernels.broadcast(record, at.a, at.b, at.to, scratch()[0]);
  };
}

/** (((x1 operation x2) operation x3) …) over rows at these addresses, of which the first is [rows, ...inputs[0]]. */
export function bindChain(
  arena: Arena,
  operation: BroadcastOperation,
  {
    inputs,
    output,
    rows: capacity,
  }: { readonly inputs: readonly Value[]; readonly output: Value; readonly rows: number },
): (rows: number) => void {
  const [first, ...others] = inputs;
  let shape = first.shape;
  const pairs = others.map((input) => {
    const a = shape;
    shape = broadcastShape(operation, [a, input.shape]);
    return {
      run: bindPair(arena, operation, { a, b: input.shape, output: shape }),
      isWhole: isSameShape(shape, output.shape),
    };
  });
  // A result that is broadcast further is read while the next one is written.
  const bytes = pairs.some(({ isWhole }) => !isWhole) ? capacity * output.size * 4 : 0;
  const scratch = scratchPieces(arena, [arena.kernels.broadcastScratchBytes(), bytes, bytes]);
  return (rows) => {
    const [, ...buffers] = scratch();
    let a = first.address;
    others.forEach(({ address: b }, i) => {
      const to = pairs[i].isWhole ? output.address : buffers[i % 2];
      pairs[i].run({ a, b, to, rows });
      a = to;
    });
  };
}

/** Addresses of [rows, ...from] and [rows, ...to] floats. */
export interface ReducedRows {
  readonly from: number;
  readonly to: number;
  readonly rows: number;
  /** Add to what is at `to`. */
  readonly adds: boolean;
}

export interface Reduction {
  /** Scratch bytes for so many rows. */
  scratchBytes(rows: number): number;
  /** Sums each row over the axes along which `to` is broadcast, given scratch memory. */
  run(rows: ReducedRows, scratch: number): void;
}

/** The sums that turn the gradient by a broadcast value into that by the value itself. */
export function bindReduction({ kernels }: Arena, from: Shape, to: Shape): Reduction {
  const sums = sumsOf(from, to);
  const sizes = sums.map(({ outer, inner }) => outer * inner * 4);
  const largest = Math.max(0, ...sizes);
  const kernelBytes = Math.max(0, ...sums.map(({ inner }) => kernels.sumScratchBytes(inner)));
  return {
    // Two intermediate results, of which one is read while the other is written.
    scratchBytes: (rows) => 2 * rows * largest + kernelBytes,
    run({ from, to, rows, adds }, scratch) {
      const buffers = [scratch, scratch + rows * largest];
      const kernelScratch = scratch + 2 * rows * largest;
      let at = from;
      for (const [i, { outer, length, inner }] of sums.entries()) {
        const isLast = i === sums.length - 1;
        const target = isLast && !adds ? to : buffers[i % 2];
        kernels.sumAxis(at, rows * outer, length, inner, 1, target, kernelScratch);
        at = target;
      }
      if (adds) kernels.add(to, at, (rows * sizes[sizes.length - 1]) / 4);
    },
  };
}

/** Neighboring axes that are summed are one, the last ones come first. */
function sumsOf(from: Shape, to: Shape): { outer: number; length: number; inner: number }[] {
  const missing = from.length - to.length;
  const isSummed = from.map((length, axis) => length > 1 && (axis < missing || to[axis - missing] === 1));
  const left = [...from];
  const sums: { outer: number; length: number; inner: number }[] = [];
  for (let end = from.length; end > 0; ) {
    let start = end - 1;
    while (start > 0 && isSummed[start - 1] === isSummed[end - 1]) start--;
    if (isSummed[end - 1]) {
      sums.push({
        outer: sizeOf(left.slice(0, start)),
        length: sizeOf(left.slice(start, end)),
        inner: sizeOf(left.slice(end)),
      });
      left.fill(1, start, end);
    }
    end = start;
  }
  return sums;
}
