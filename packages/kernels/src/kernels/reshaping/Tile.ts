// tfjs kernel Tile: x as often side by side along each axis as `reps` says. The backend's own is right, but works out
// the place of every number by itself; batch normalisation's gradient tiles whole images.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';

export const tile: TrainingKernel = {
  name: 'Tile',
  run(call) {
    const { heap } = call;
    const { x } = inputs<'x'>(call);
    const { reps } = attributes<{ reps: number[] }>(call);
    const shape = x.shape.map((length, axis) => length * reps[axis]);
    if (x.dtype !== 'float32' && x.dtype !== 'int32' && x.dtype !== 'bool') return call.original(call);
    if (util.sizeFromShape(shape) === 0) return heap.output(shape, x.dtype);
    if (x.dtype !== 'bool') return repeated(heap, x, { reps, shape });
    // The compiled loops copy four bytes at a time.
    const wide = heap.cast(x, 'int32');
    const tiled = repeated(heap, wide, { reps, shape });
    const truths = heap.truths(tiled);
    heap.release(wide);
    heap.release(tiled);
    return truths;
  },
};

// The last axes first: what was repeated there is repeated as a whole by the axes before.
function repeated(
  heap: Heap,
  x: TensorInfo,
  { reps, shape }: { reps: number[]; shape: number[] },
): TensorInfo {
  const passes = repetitions(x.shape, reps);
  if (passes.length === 0) return heap.share(x, shape);
  return passes.reduce((from, { rows, length, times }, index) => {
    const to = heap.output(index === passes.length - 1 ? shape : [rows, times, length], x.dtype);
    heap.kernels.repeatRows(heap.address(from), rows, length, times, heap.address(to));
    if (from !== x) heap.release(from);
    return to;
  }, x);
}

/** One repetition: [rows, length] to [rows, times, length]. */
export interface Repetition {
  readonly rows: number;
  readonly length: number;
  readonly times: number;
}

/** The repetitions that tile a tensor of `shape`, in order; none where it stays as it is. */
export function repetitions(shape: readonly number[], reps: readonly number[]): Repetition[] {
  const passes: Repetition[] = [];
  let [length, times] = [1, 1];
  const repeatIn = (outer: readonly number[]) => {
    if (times !== 1) passes.push({ rows: util.sizeFromShape([...outer]), length, times });
    [length, times] = [length * times, 1];
  };
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    // An axis of one number has nothing new to repeat: it joins those after it.
    if (shape[axis] !== 1) repeatIn(shape.slice(0, axis + 1));
    [length, times] = [length * shape[axis], times * reps[axis]];
  }
  repeatIn([]);
  return passes;
}
