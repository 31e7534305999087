// A box of numbers within one tensor, copied to where a box of another begins: what slicing, padding and joining are. How the
// compiled loops read it: assembly/indexing/rearrange.ts.
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { util } from '@tensorflow/tfjs-core';
import type { Heap } from '../../backend/heap.ts';

const LOOPS = 5;

/** Numbers as in assembly/indexing/rearrange.ts. */
const COPY = 0;
const COPY_BYTES = 3;

/** A place in a tensor: the index of a number, and which axes it counts. */
export interface Corner {
  readonly tensor: TensorInfo;
  /** The index of the box' first number along each axis; all 0 unless given. */
  readonly begin?: readonly number[];
  /** Numbers that a step within the box leads on along each axis; below 0 for backwards. All 1 unless given. */
  readonly strides?: readonly number[];
}

/** Most axes of a box that copyBox() takes. */
export const MOST_AXES = LOOPS + 1;

/**
 * Copies a box of `lengths` numbers, one length for each axis, from one tensor into another of the same type and number of
 * axes, at most MOST_AXES. Nothing is checked against the tensors' shapes.
 */
export function copyBox(
  heap: Heap,
  { lengths, from, to }: { lengths: readonly number[]; from: Corner; to: Corner },
): void {
  const itemBytes = util.bytesPerElement(from.tensor.dtype);
  const source = walkOf(from, itemBytes);
  const target = walkOf(to, itemBytes);
  const axes = merged({ lengths, from: source.steps, to: target.steps }, itemBytes);
  if (!axes) return;
  const [rows, columns] = axes.splice(-2);
  while (axes.length < LOOPS) axes.unshift({ length: 1, from: 0, to: 0 });
  const kind = itemBytes === 1 ? COPY_BYTES : COPY;
  const matrix = [rows.length, columns.length, rows.from, rows.to];
  const layout = [kind, 0, ...matrix, ...axes.flatMap((axis) => [axis.length, axis.from, axis.to])];
  heap.kernels.rearrange(heap.record(layout), source.address, target.address);

  function walkOf({ tensor, begin, strides }: Corner, bytes: number): { address: number; steps: number[] } {
    let address = heap.address(tensor);
    const steps: number[] = [];
    let step = bytes;
    for (let axis = tensor.shape.length - 1; axis >= 0; axis--) {
      address += (begin?.[axis] ?? 0) * step;
      steps[axis] = (strides?.[axis] ?? 1) * step;
      step *= tensor.shape[axis];
    }
    return { address, steps };
  }
}

interface Axis {
  length: number;
  from: number;
  to: number;
}

interface Walk {
  readonly lengths: readonly number[];
  readonly from: readonly number[];
  readonly to: readonly number[];
}

// Neighbours that both tensors keep as neighbours are one axis. The last one goes from number to number in both, at least two
// are there; undefined where there is nothing to copy.
function merged({ lengths, from, to }: Walk, itemBytes: number): Axis[] | undefined {
  const axes: Axis[] = [{ length: 1, from: itemBytes, to: itemBytes }];
  for (let axis = lengths.length - 1; axis >= 0; axis--) {
    const length = lengths[axis];
    if (length === 0) return undefined;
    if (length === 1) continue;
    const [inner] = axes;
    if (from[axis] === inner.from * inner.length && to[axis] === inner.to * inner.length)
      inner.length *= length;
    else axes.unshift({ length, from: from[axis], to: to[axis] });
  }
  if (axes.length === 1) axes.unshift({ length: 1, from: 0, to: 0 });
  return axes;
}
