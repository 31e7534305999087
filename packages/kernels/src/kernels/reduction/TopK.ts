// tfjs kernel TopK: the k largest numbers along the last axis, in falling order, and their places. The backend's own sorts every
// row as a list of pairs in JavaScript.
import { type TensorInfo, util } from '@tensorflow/tfjs-core';
import { attributes, inputs, type TrainingKernel } from '../training-kernel.ts';

export const topK: TrainingKernel<TensorInfo[]> = {
  name: 'TopK',
  run(call) {
    const { heap } = call;
    const { x } = inputs<'x'>(call);
    const { k } = attributes<{ k: number }>(call);
    const length = x.shape[x.shape.length - 1];
    const shape = x.shape.with(-1, k);
    const values = heap.output(shape);
    const places = heap.output(shape, 'int32');
    const rows = length === 0 ? 0 : util.sizeFromShape(x.shape) / length;
    if (k > 0) {
      const scratch = heap.scratch(heap.kernels.topKScratchBytes(length, k));
      const [from, to, at] = [x, values, places].map(heap.address);
      heap.kernels.topK(from, rows, length, k, to, at, scratch);
    }
    return [values, places];
  },
  // Whole numbers are the backend's own.
  choose:
    ({ original, replacement }) =>
    (call) =>
      inputs<'x'>(call).x.dtype === 'float32' ? replacement(call) : original(call),
};
