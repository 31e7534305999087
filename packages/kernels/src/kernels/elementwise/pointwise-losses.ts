// Kernels of our own, HuberLoss and LogitCrossEntropy: a loss of each number, in one pass. tfjs-core composes these of eight
// operations. Their gradients and who calls them: gradients/losses.ts.
import { util } from '@tensorflow/tfjs-core';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';

export const huberLoss: TrainingKernel = {
  name: 'HuberLoss',
  run(call) {
    const { heap } = call;
    const { labels, outputs } = inputs<'labels' | 'outputs'>(call);
    const { delta } = attributes<{ delta: number }>(call);
    const losses = heap.output(outputs.shape);
    const [from, targets, to] = [outputs, labels, losses].map(heap.address);
    heap.kernels.huberLosses(from, targets, util.sizeFromShape(outputs.shape), delta, to);
    return losses;
  },
};

export const logitCrossEntropy: TrainingKernel = {
  name: 'LogitCrossEntropy',
  run(call) {
    const { heap } = call;
    const { labels, outputs } = inputs<'labels' | 'outputs'>(call);
    const losses = heap.output(outputs.shape);
    const [from, targets, to] = [outputs, labels, losses].map(heap.address);
    heap.kernels.logitCrossEntropies(from, targets, util.sizeFromShape(outputs.shape), to);
    return losses;
  },
};
