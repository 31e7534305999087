// tfjs kernels Sum and Mean of x over any axes. The backend's own move the axes to the end first, which
// takes many times as long as the sum.
import { areShort, sumOverAxes } from '../sum-over-axes.ts';
import { filled } from './empty-reduction.ts';
import { withFloats } from './float-input.ts';
import { attributes, type Given, hasNumbers, input, inputs, type TrainingKernel } from './training-kernel.ts';

interface SumAttributes {
  axis?: number | number[];
  keepDims?: boolean;
}

export const sum: TrainingKernel = {
  name: 'Sum',
  run(call) {
    const { x } = inputs<'x'>(call);
    const { axis, keepDims } = attributes<SumAttributes>(call);
    if (x.dtype !== 'float32') return filled(call, 0);
    return sumOverAxes(call.heap, { x, axis, keepDims, scale: () => 1 });
  },
  choose:
    ({ stock, ours }) =>
    (call) =>
      servedByStock(call) ? stock(call) : ours(call),
};

function servedByStock(call: Given): boolean {
  const { x } = inputs<'x'>(call);
  const isOther = x.dtype !== 'float32' || areShort(x.shape, attributes<SumAttributes>(call).axis);
  return isOther && hasNumbers(x);
}

// The backend's own sums up before it divides, and so gives no mean of numbers whose sum no float holds.
export const mean: TrainingKernel = {
  name: 'Mean',
  run(call) {
    const { heap } = call;
    const { axis, keepDims } = attributes<SumAttributes>(call);
    return withFloats(heap, [input(call, 'x')], (x) =>
      sumOverAxes(heap, { x, axis, keepDims, scale: (terms) => 1 / terms }),
    );
  },
};
