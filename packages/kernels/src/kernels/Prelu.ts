// tfjs kernel Prelu: x where it is not negative, x times alpha elsewhere; alpha of any shape that broadcasts with x.
import { broadcast } from '../broadcast.ts';
import { withFloats } from './float-input.ts';
import { input, type TrainingKernel } from './training-kernel.ts';

export const prelu: TrainingKernel = {
  name: 'Prelu',
  run(call) {
    const { heap } = call;
    const operands = [input(call, 'x'), input(call, 'alpha')];
    return withFloats(heap, operands, (a, b) => broadcast(heap, { operation: 'prelu', a, b }));
  },
};
