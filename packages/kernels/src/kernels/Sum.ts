// tfjs kernels Sum and Mean of x over any axes. The backend's own are right, but move the axes to the end first, which
// takes many times as long as the sum.
import { sumOverAxes } from '../sum-over-axes.ts';
import { sumOfNothing } from './empty-reduction.ts';
import { withFloats } from './float-input.ts';
import { attributes, input, type TrainingKernel } from './training-kernel.ts';

interface SumAttributes {
  axis?: number | number[];
  keepDims?: boolean;
}

export const sum: TrainingKernel = {
  name: 'Sum',
  run(call) {
    const x = input(call, 'x');
    if (x.dtype !== 'float32') return sumOfNothing.run(call);
    return sumOverAxes(call.heap, { x, ...attributesOf(call), scale: () => 1 });
  },
};

export const mean: TrainingKernel = {
  name: 'Mean',
  run(call) {
    const { heap } = call;
    return withFloats(heap, [input(call, 'x')], (x) =>
      sumOverAxes(heap, { x, ...attributesOf(call), scale: (terms) => 1 / terms }),
    );
  },
};

function attributesOf(call: Parameters<TrainingKernel['run']>[0]) {
  const { axis, keepDims } = attributes<SumAttributes>(call);
  return { axis, keepDims };
}
