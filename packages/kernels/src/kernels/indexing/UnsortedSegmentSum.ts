// tfjs kernel UnsortedSegmentSum: rows x [n, ...] and segmentIds [n] to the sums of each segment's rows
// [numSegments, ...]. The gradient of gather, and so of every embedding; the wasm backend has none.
import { util } from '@tensorflow/tfjs-core';
import { KernelError } from '../../kernel-error.ts';
import { withFloats } from '../float-input.ts';
import { attributes, input, inputs, type TrainingKernel } from '../training-kernel.ts';

export const unsortedSegmentSum: TrainingKernel = {
  name: 'UnsortedSegmentSum',
  run(call) {
    const { heap } = call;
    const { x } = inputs<'x'>(call);
    const ids = input(call, 'segmentIds');
    const { numSegments } = attributes<{ numSegments: number }>(call);
    if (ids.shape.length !== 1 || ids.shape[0] !== x.shape[0]) throw notOneIdEach(x.shape, ids.shape);
    const rowShape = x.shape.slice(1);
    const length = util.sizeFromShape(rowShape);
    return withFloats(heap, [x], (rows) => {
      const output = heap.output([numSegments, ...rowShape]);
      const [from, segments, to] = [heap.address(rows), heap.address(ids), heap.address(output)];
      heap.kernels.segmentSum(from, segments, ids.shape[0], length, numSegments, to);
      return output;
    });
  },
};

function notOneIdEach(x: readonly number[], ids: readonly number[]): KernelError {
  return new KernelError(
    'SHAPE_MISMATCH',
    `unsortedSegmentSum takes one segment id for each row of x; received ids [${ids}] and x [${x}]. ` +
      'Give it ids of rank 1, as many as x is long.',
  );
}
