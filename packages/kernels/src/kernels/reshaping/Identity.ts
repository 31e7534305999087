// tfjs kernel Identity: the same numbers under another name. tfjs calls it for every tensor that it saves for a
// gradient, so that a copy would cost as much as many a layer.
import { inputs, type TrainingKernel } from '../training-kernel.ts';

export const identity: TrainingKernel = {
  name: 'Identity',
  run(call) {
    const { x } = inputs<'x'>(call);
    return x.dtype === 'string' ? call.original(call) : call.heap.share(x);
  },
};
