// tfjs kernel Prelu: x where it is not negative, x times alpha elsewhere; alpha of any shape that broadcasts with x.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { broadcast } from '../broadcast.ts';
import { withFloats } from './float-input.ts';
import { input, type KernelCall, type TrainingKernel } from './training-kernel.ts';

export const prelu: TrainingKernel = {
  name: 'Prelu',
  run(call) {
    const { heap } = call;
    const [x, alpha] = [input(call, 'x'), input(call, 'alpha')];
    if (stockIsQuicker(call, x, alpha)) return call.stock();
    return withFloats(heap, [x, alpha], (a, b) => broadcast(heap, { operation: 'prelu', a, b }));
  },
};

const FEW = 1024;
const MANY = 4096;

// The backend's own is right for an alpha that repeats along x, if it is finite: it adds alpha times nothing where x is
// positive. Looking through many alphas would take longer than it gains.
function stockIsQuicker({ heap }: KernelCall, x: TensorInfo, alpha: TensorInfo): boolean {
  if (x.dtype !== 'float32' || alpha.dtype !== 'float32') return false;
  const count = util.sizeFromShape(alpha.shape);
  if (count > MANY || util.sizeFromShape(x.shape) < FEW || !repeatsAlong(x.shape, alpha.shape)) return false;
  return heap.kernels.allFinite(heap.address(alpha), count);
}

// Whether alpha is as x's last axes, with at most ones before them.
function repeatsAlong(x: readonly number[], alpha: readonly number[]): boolean {
  if (alpha.length > x.length) return false;
  let back = 1;
  while (back <= alpha.length && alpha[alpha.length - back] === x[x.length - back]) back++;
  for (let at = alpha.length - back; at >= 0; at--) if (alpha[at] !== 1) return false;
  return alpha.length > 0;
}
