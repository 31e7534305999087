// tfjs kernel Prelu: x where it is not negative, x times alpha elsewhere; alpha of any shape that broadcasts with x.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { broadcasting } from '../broadcast.ts';
import type { Heap } from '../heap.ts';
import { withFloats } from './float-input.ts';
import { inputs, type TrainingKernel } from './training-kernel.ts';

const multiplyNegative = broadcasting('prelu');

export const prelu: TrainingKernel = {
  name: 'Prelu',
  run(call) {
    const { x, alpha } = inputs<'x' | 'alpha'>(call);
    return withFloats(call.heap, [x, alpha], (a, b) => multiplyNegative(call.heap, a, b));
  },
  choose:
    ({ stock, ours, heapOf }) =>
    (call) => {
      const { x, alpha } = inputs<'x' | 'alpha'>(call);
      if (x.dtype !== 'float32' || alpha.dtype !== 'float32') return ours(call);
      const heap = heapOf(call.backend);
      return stockIsQuicker(heap, x, alpha) ? stock(call) : multiplyNegative(heap, x, alpha);
    },
};

const FEW = 1024;
/** Times that each alpha has to serve, so that looking whether all are finite takes no time to speak of. */
const OFTEN = 32;

// The backend's own is right for an alpha that repeats along x, if it is finite: it adds alpha times nothing where x is
// positive.
function stockIsQuicker(heap: Heap, x: TensorInfo, alpha: TensorInfo): boolean {
  const size = util.sizeFromShape(x.shape);
  if (size < FEW || !repeatsAlong(x.shape, alpha.shape)) return false;
  const count = util.sizeFromShape(alpha.shape);
  return count * OFTEN < size && heap.kernels.allFinite(heap.address(alpha), count);
}

// Whether alpha is as x's last axes, with at most ones before them.
function repeatsAlong(x: readonly number[], alpha: readonly number[]): boolean {
  if (alpha.length > x.length) return false;
  let back = 1;
  while (back <= alpha.length && alpha[alpha.length - back] === x[x.length - back]) back++;
  for (let at = alpha.length - back; at >= 0; at--) if (alpha[at] !== 1) return false;
  return alpha.length > 0;
}
