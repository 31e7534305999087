// tfjs kernels Maximum and Minimum: of each pair of numbers of a and b the one; NaN where either is.
import { broadcasting } from '../broadcast.ts';
import { inputs, type TrainingKernel } from './training-kernel.ts';

export const maximum = extremum('Maximum', 'maximum');
export const minimum = extremum('Minimum', 'minimum');

function extremum(name: string, operation: 'maximum' | 'minimum'): TrainingKernel {
  const largestOrSmallest = broadcasting(operation);
  return {
    name,
    run(call) {
      const { a, b } = inputs<'a' | 'b'>(call);
      return largestOrSmallest(call.heap, a, b);
    },
    // Whole numbers have no NaN.
    choose: (stock, ours) => (call) => (call.inputs.a?.dtype === 'float32' ? ours(call) : stock(call)),
  };
}
