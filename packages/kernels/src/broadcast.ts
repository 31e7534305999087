// Two tensors of different shapes under one operation: their axes laid out as the compiled loops read them
// (assembly/broadcast.ts has the same order).
import { broadcast_util, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Heap } from './heap.ts';

const FLOAT_BYTES = 4;
const AXES = 6;

/** Numbers as in assembly/broadcast.ts. */
const operations = { add: 0, maximum: 1, minimum: 2, prelu: 3, undefinedPower: 4 } as const;

export type BroadcastOperation = keyof typeof operations;

export interface BroadcastOptions {
  readonly operation: BroadcastOperation;
  /** float32, both, of shapes that broadcast, with at most six axes. */
  readonly a: TensorInfo;
  readonly b: TensorInfo;
}

/** A new tensor of the shape that tfjs broadcasts the two to. @throws Error from tfjs where the shapes do not fit */
export function broadcast(heap: Heap, { operation, a, b }: BroadcastOptions): TensorInfo {
  const shape = broadcast_util.assertAndGetBroadcastShape([...a.shape], [...b.shape]);
  const output = heap.output(shape);
  const axes = mergedAxes(shape, byteSteps(a.shape, shape), byteSteps(b.shape, shape));
  const record = heap.record([operations[operation], ...axes.flat()]);
  heap.kernels.broadcast(record, heap.address(a), heap.address(b), heap.address(output));
  return output;
}

type Axis = [length: number, aStep: number, bStep: number];

/** How many bytes a step along each axis of `to` leads on in a tensor of shape `from`: none where it is broadcast. */
export function byteSteps(from: readonly number[], to: readonly number[]): number[] {
  const padded = [...Array<number>(to.length - from.length).fill(1), ...from];
  const steps = padded.map(() => 0);
  let bytes = FLOAT_BYTES;
  for (let axis = padded.length - 1; axis >= 0; axis--) {
    steps[axis] = padded[axis] === 1 ? 0 : bytes;
    bytes *= padded[axis];
  }
  return steps;
}

// Six axes, the last as long as can be: neighbours along which both tensors go straight on, or both stand still, are one.
function mergedAxes(shape: readonly number[], aSteps: number[], bSteps: number[]): Axis[] {
  const axes: Axis[] = [];
  for (const [axis, length] of shape.entries()) {
    if (length === 1) continue;
    const last = axes.at(-1);
    const here: Axis = [length, aSteps[axis], bSteps[axis]];
    if (last && last[1] === here[1] * length && last[2] === here[2] * length) {
      axes.splice(-1, 1, [last[0] * length, here[1], here[2]]);
    } else axes.push(here);
  }
  return [...Array.from({ length: AXES - axes.length }, (): Axis => [1, 0, 0]), ...axes];
}
