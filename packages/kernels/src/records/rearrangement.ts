// A tensor's numbers in another order, laid out as the compiled loops read them (assembly/indexing/rearrange.ts has the same order).
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from '../backend/heap.ts';
import { memoize } from '../memoize.ts';

const FLOAT_BYTES = 4;
const LOOPS = 5;

/** Numbers as in assembly/indexing/rearrange.ts. */
const COPY = 0;
const TURN = 1;
const REVERSE = 2;

/** An axis of the result. */
interface Axis {
  length: number;
  /** Bytes that a step along it leads on in what is rearranged; below 0 where it is turned round. */
  from: number;
  /** The same in the result. */
  to: number;
}

/**
 * A new tensor of the same numbers of 32 bits: its axis i is axis `axes[i]` of x, turned round if `reversed` has it. At most
 * six axes.
 */
export function rearranged(heap: Heap, x: TensorInfo, order: Omit<Order, 'shape'>): TensorInfo {
  const { shape, layout } = layoutOf({ shape: x.shape, ...order });
  if (!layout) return heap.share(x, shape);
  const output = heap.output(shape, x.dtype);
  heap.kernels.rearrange(heap.record(layout), heap.address(x), heap.address(output));
  return output;
}

interface Order {
  readonly shape: readonly number[];
  readonly axes: readonly number[];
  readonly reversed: readonly number[];
}

const layoutOf = memoize(
  ({ shape, axes, reversed }: Order) => [shape, axes, reversed],
  (order) => ({ shape: order.axes.map((axis) => order.shape[axis]), layout: layOut(order) }),
);

/** What the loops read; undefined where all numbers stay where they are. */
export function layOut(order: Order): number[] | undefined {
  const { start, axes } = walkOf(order);
  const last = axes.pop();
  if (!last || (axes.length === 0 && last.from === FLOAT_BYTES)) return undefined;
  const rest = { length: 1, from: 0, to: 0 };
  const kind = last.from === FLOAT_BYTES ? COPY : last.from === -FLOAT_BYTES ? REVERSE : TURN;
  const beside = kind === TURN ? axes.findIndex(({ from }) => from === FLOAT_BYTES) : axes.length - 1;
  const [other = rest] = beside < 0 ? [] : axes.splice(beside, 1);
  const matrix =
    kind === TURN
      ? [last.length, other.length, last.from, other.to]
      : [other.length, last.length, other.from, other.to];
  while (axes.length < LOOPS) axes.unshift(rest);
  return [kind, start, ...matrix, ...axes.flatMap(({ length, from, to }) => [length, from, to])];
}

// Neighbours that stay neighbours are one axis, and those of a single place none. `start` is where the first number is.
function walkOf({ shape, axes, reversed }: Order): { start: number; axes: Axis[] } {
  const steps = stepsOf(shape);
  const result: Axis[] = [];
  let start = 0;
  for (const axis of axes) {
    const length = shape[axis];
    if (length === 1) continue;
    const from = reversed.includes(axis) ? -steps[axis] : steps[axis];
    if (from < 0) start -= (length - 1) * from;
    const outer = result.at(-1);
    if (outer && outer.from === length * from) Object.assign(outer, { length: outer.length * length, from });
    else result.push({ length, from, to: 0 });
  }
  let to = FLOAT_BYTES;
  for (const axis of result.toReversed()) {
    axis.to = to;
    to *= axis.length;
  }
  return { start, axes: result };
}

function stepsOf(shape: readonly number[]): number[] {
  const steps: number[] = [];
  let bytes = FLOAT_BYTES;
  for (const length of shape.toReversed()) {
    steps.unshift(bytes);
    bytes *= length;
  }
  return steps;
}
