// tfjs kernels Maximum and Minimum: of each pair of numbers of a and b the one; NaN where either is.
import { broadcast } from '../broadcast.ts';
import { input, type TrainingKernel } from './training-kernel.ts';

export const maximum = extremum('Maximum', 'maximum');
export const minimum = extremum('Minimum', 'minimum');

function extremum(name: string, operation: 'maximum' | 'minimum'): TrainingKernel {
  return {
    name,
    run: (call) => broadcast(call.heap, { operation, a: input(call, 'a'), b: input(call, 'b') }),
    // Whole numbers have no NaN.
    choose: (stock, ours) => (call) => (call.inputs.a?.dtype === 'float32' ? ours(call) : stock(call)),
  };
}
